// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// Recursive length prefix, the encoding of transactions (Ethereum yellow paper, appendix B). Writing only.
/// </summary>
internal static class Rlp
{
    private const byte StringOffset = 0x80;
    private const byte ListOffset = 0xc0;

    /// <summary>A byte string: itself when one byte below 0x80, otherwise prefixed by its length.</summary>
    internal static byte[] Text(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 1 && bytes[0] < StringOffset
            ? bytes.ToArray()
            : [.. Prefix(bytes.Length, StringOffset), .. bytes];

    /// <summary>A non-negative integer: big-endian without leading zeros; zero is the empty string.</summary>
    internal static byte[] Integer(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return Text(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A list of items that are already encoded.</summary>
    internal static byte[] List(params ReadOnlySpan<byte[]> items)
    {
        var size = 0;
        foreach (var item in items)
        {
            size = checked(size + item.Length);
        }
        var prefix = Prefix(size, ListOffset);
        var output = new byte[prefix.Length + size];
        prefix.CopyTo(output, 0);
        var at = prefix.Length;
        foreach (var item in items)
        {
            item.CopyTo(output, at);
            at += item.Length;
        }
        return output;
    }

    // Up to 55 bytes the length sits in the prefix; above, the prefix tells how many bytes hold it.
    private static byte[] Prefix(int length, byte offset)
    {
        if (length <= 55)
        {
            return [(byte)(offset + length)];
        }
        var size = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(offset + 55 + size.Length), .. size];
    }
}
