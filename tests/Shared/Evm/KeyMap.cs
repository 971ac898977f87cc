// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace OpenGradient.Zk.Testing;

/// <summary>Where the records of a well-formed key blob stand, protocol.md §8.4.</summary>
internal sealed class KeyMap
{
    public const int HeaderSize = 96;
    public const int MostPublished = 16384;

    public KeyMap(byte[] key)
    {
        var at = HeaderSize + (key[5] == 1 ? 128 : 64);
        for (var i = BinaryPrimitives.ReadUInt16BigEndian(key.AsSpan(20)); i > 0; i--, at += 8)
        {
            Instructions.Add(at);
        }
        for (var i = BinaryPrimitives.ReadUInt16BigEndian(key.AsSpan(22)); i > 0; i--)
        {
            Terms.Add(at);
            Segments.AddRange(Enumerable.Range(0, key[at + 1]).Select(s => at + 8 + (4 * s)));
            at += 8 + (4 * key[at + 1]);
        }
        Length = at;
    }

    /// <summary>Offsets of the instructions.</summary>
    public List<int> Instructions { get; } = [];

    /// <summary>Offsets of the terms' headers.</summary>
    public List<int> Terms { get; } = [];

    /// <summary>Offsets of all terms' segments.</summary>
    public List<int> Segments { get; } = [];

    public int Length { get; }

    /// <summary>The key with its blobLen made true again.</summary>
    public static byte[] Measured(byte[] key)
    {
        var copy = (byte[])key.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(28), (uint)copy.Length);
        return copy;
    }
}
