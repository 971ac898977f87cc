// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// A proof with what it is about. Only context, published values and bytes are verified; the rest says what they were
/// made with, so that a mismatch can be explained, and a verifier trusts none of it.
/// </summary>
public sealed record Proof
{
    /// <summary>The protocol it speaks.</summary>
    public required Digest256 ProtocolId { get; init; }

    /// <summary>The reference string it was made with.</summary>
    public required Digest256 SrsId { get; init; }

    /// <summary>Whether that string is the insecure one.</summary>
    public required bool IsInsecure { get; init; }

    /// <summary>The key it was made for.</summary>
    public required Digest256 VerifyingKeyDigest { get; init; }

    /// <summary>The 32 bytes it is bound to.</summary>
    public required Digest256 Context { get; init; }

    /// <summary>The published values, 4 bytes each (protocol.md §1.4).</summary>
    public required ReadOnlyMemory<byte> Published { get; init; }

    /// <summary>The proof (protocol.md §4.2).</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The published values as integers: public inputs, then outputs.</summary>
    /// <exception cref="InvalidArtifactException">Their length is not a multiple of 4.</exception>
    public IReadOnlyList<int> Values()
    {
        if (Published.Length % sizeof(int) != 0)
        {
            throw new InvalidArtifactException("proof", $"its published values have {Published.Length} bytes, not a multiple of 4");
        }
        var values = new int[Published.Length / sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32BigEndian(Published.Span[(i * sizeof(int))..]);
        }
        return values;
    }
}
