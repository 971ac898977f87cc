// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// The public key of a circuit (protocol.md §8.4). Its file form, .ogvk, is exactly these bytes, which are also what
/// the chain stores. Reading checks the header only; verification checks the rest each time (protocol.md §8.7).
/// </summary>
public sealed class VerifyingKey
{
    private const int HeaderSize = 96;
    private const int SchemaHashOffset = 32;
    private const int SrsIdOffset = 64;
    private static ReadOnlySpan<byte> Magic => "SMZ1"u8;

    /// <summary>Takes a copy of the blob.</summary>
    /// <param name="bytes">The blob.</param>
    /// <param name="file">Where it came from, for the error sentence.</param>
    /// <exception cref="InvalidArtifactException">It is not a verifying key.</exception>
    public VerifyingKey(ReadOnlySpan<byte> bytes, string file = "verifying key")
    {
        if (bytes.Length < HeaderSize || !bytes.StartsWith(Magic))
        {
            throw new InvalidArtifactException(file, "it is not a verifying key, which begins with \"SMZ1\"; run `ogzk setup` to make one");
        }
        Bytes = bytes.ToArray();
        Digest = Digest256.Keccak(bytes);
        SchemaHash = new Digest256(bytes.Slice(SchemaHashOffset, Digest256.Size));
        SrsId = new Digest256(bytes.Slice(SrsIdOffset, Digest256.Size));
    }

    /// <summary>The blob.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>keccak256 of the blob: the name under which a consumer trusts this key.</summary>
    public Digest256 Digest { get; }

    /// <summary>keccak256 of the canonical input and output schema the key was made for.</summary>
    public Digest256 SchemaHash { get; }

    /// <summary>The reference string it was made under; a verifier of another one refuses it (protocol.md §11.1).</summary>
    public Digest256 SrsId { get; }

    /// <summary>Reads a .ogvk file.</summary>
    /// <exception cref="InvalidArtifactException">It is not a verifying key.</exception>
    public static VerifyingKey Read(string path) => new(File.ReadAllBytes(path), path);

    /// <summary>Writes a .ogvk file, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, Bytes.Span, secret: false);
}
