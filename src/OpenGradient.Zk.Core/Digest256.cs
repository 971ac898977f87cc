// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace OpenGradient.Zk.Core;

/// <summary>A 32-byte digest. Two values with the same digest are taken to be the same value.</summary>
public readonly record struct Digest256 : IComparable<Digest256>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    // Big-endian words, so that comparing them in order compares the bytes in order.
    private readonly ulong _w0, _w1, _w2, _w3;

    /// <summary>Wraps 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public Digest256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }
        _w0 = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _w1 = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _w2 = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _w3 = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Keccak-256 of the bytes, with Ethereum's padding.</summary>
    public static Digest256 Keccak(ReadOnlySpan<byte> bytes) => Keccak256.Hash(bytes);

    /// <summary>Keccak-256 of the UTF-8 bytes of the text.</summary>
    public static Digest256 Keccak(string text) => Keccak256.Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads 64 hexadecimal digits, with or without "0x".</summary>
    /// <exception cref="FormatException">The text is not a digest.</exception>
    public static Digest256 Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
        if (digits.Length != 2 * Size)
        {
            throw new FormatException($"A digest has 64 hexadecimal digits; \"{text}\" has {digits.Length}.");
        }
        return new Digest256(Convert.FromHexString(digits));
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _w0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _w1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _w2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _w3);
        return bytes;
    }

    /// <inheritdoc/>
    public int CompareTo(Digest256 other) =>
        (_w0, _w1, _w2, _w3).CompareTo((other._w0, other._w1, other._w2, other._w3));

    /// <summary>"0x" and 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(ToArray());

    /// <summary>Bytewise order.</summary>
    public static bool operator <(Digest256 left, Digest256 right) => left.CompareTo(right) < 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >(Digest256 left, Digest256 right) => left.CompareTo(right) > 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator <=(Digest256 left, Digest256 right) => left.CompareTo(right) <= 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >=(Digest256 left, Digest256 right) => left.CompareTo(right) >= 0;
}
