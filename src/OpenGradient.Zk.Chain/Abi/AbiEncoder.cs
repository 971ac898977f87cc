// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Collections;
using System.Numerics;
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>
/// C# values to ABI bytes (Solidity documentation, "Contract ABI specification"). Accepted: any C# integer for
/// (u)intN; <see cref="EthereumAddress"/> or text for address; byte arrays, <see cref="ReadOnlyMemory{T}"/>,
/// <see cref="Digest256"/> or "0x…" text for bytes; text for string; any sequence for arrays and structs.
/// </summary>
internal static class AbiEncoder
{
    /// <summary>Encodes values for parameters. <paramref name="owner"/> names the function in errors.</summary>
    /// <exception cref="AbiException">Wrong count, wrong type, or out of range.</exception>
    internal static byte[] Encode(IReadOnlyList<AbiParameter> parameters, IReadOnlyList<object?> values, string owner)
    {
        if (parameters.Count != values.Count)
        {
            throw new AbiException($"{owner} takes {parameters.Count} arguments; {values.Count} were given.");
        }
        return Sequence(parameters, values, owner);
    }

    // Heads first; what is dynamic leaves an offset, counted from the start of the sequence, and follows behind.
    private static byte[] Sequence(IReadOnlyList<AbiParameter> parameters, IReadOnlyList<object?> values, string owner)
    {
        var tail = parameters.Sum(p => p.Type.HeadSize);
        using var heads = new MemoryStream();
        using var tails = new MemoryStream();
        for (var i = 0; i < parameters.Count; i++)
        {
            var type = parameters[i].Type;
            var bytes = Value(type, values[i], $"{owner}, {Name(parameters[i], i)}");
            if (type.IsDynamic)
            {
                heads.Write(Word(tail + (int)tails.Length));
                tails.Write(bytes);
            }
            else
            {
                heads.Write(bytes);
            }
        }
        tails.WriteTo(heads);
        return heads.ToArray();
    }

    private static byte[] Value(AbiType type, object? value, string owner) => type switch
    {
        AbiInteger integer => Integer(integer, value, owner),
        AbiAddress => [.. new byte[12], .. Address(value, owner).ToArray()],
        AbiBoolean => Word(value is bool flag ? (flag ? 1 : 0) : throw Mismatch(type, value, owner)),
        AbiFixedBytes fixedBytes => FixedBytes(fixedBytes, value, owner),
        AbiBytes { IsText: true } =>
            Blob(Encoding.UTF8.GetBytes(value as string ?? throw Mismatch(type, value, owner))),
        AbiBytes => Blob(Bytes(type, value, owner)),
        AbiArray array => Array(array, Items(type, value, owner), owner),
        AbiTuple tuple => Encode(tuple.Members, Items(type, value, owner), owner),
        _ => throw Mismatch(type, value, owner),
    };

    private static byte[] Integer(AbiInteger type, object? value, string owner)
    {
        BigInteger number = value switch
        {
            BigInteger big => big,
            int or long or short or sbyte => Convert.ToInt64(value, null),
            uint or ulong or ushort or byte => Convert.ToUInt64(value, null),
            UInt128 wide => wide,
            Int128 wide => wide,
            _ => throw Mismatch(type, value, owner),
        };
        var top = BigInteger.One << (type.Signed ? type.Bits - 1 : type.Bits);
        if (number >= top || number < (type.Signed ? -top : 0))
        {
            throw new AbiException($"{owner}: {number} does not fit {type}.");
        }
        return Word(number);
    }

    /// <summary>32 bytes big-endian, two's complement.</summary>
    internal static byte[] Word(BigInteger number)
    {
        var word = new byte[AbiType.WordSize];
        if (number.Sign < 0)
        {
            number += BigInteger.One << 256;
        }
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(word, word.Length - bytes.Length);
        return word;
    }

    private static EthereumAddress Address(object? value, string owner)
    {
        try
        {
            return value switch
            {
                EthereumAddress address => address,
                string text => EthereumAddress.Parse(text),
                _ => throw Mismatch(new AbiAddress(), value, owner),
            };
        }
        catch (FormatException error)
        {
            throw new AbiException($"{owner}: {error.Message}", error);
        }
    }

    private static byte[] FixedBytes(AbiFixedBytes type, object? value, string owner)
    {
        var bytes = Bytes(type, value, owner);
        if (bytes.Length != type.Length)
        {
            throw new AbiException($"{owner}: {type} takes exactly {type.Length} bytes; {bytes.Length} were given.");
        }
        return Padded(bytes);
    }

    private static byte[] Bytes(AbiType type, object? value, string owner)
    {
        try
        {
            return value switch
            {
                byte[] bytes => bytes,
                ReadOnlyMemory<byte> memory => memory.ToArray(),
                Memory<byte> memory => memory.ToArray(),
                Digest256 digest => digest.ToArray(),
                TransactionHash hash => hash.Digest.ToArray(),
                string text => HexText.ToBytes(text, "The text"),
                _ => throw Mismatch(type, value, owner),
            };
        }
        catch (FormatException error)
        {
            throw new AbiException($"{owner}: {error.Message}", error);
        }
    }

    private static byte[] Array(AbiArray type, List<object?> items, string owner)
    {
        if (type.Length is { } length && length != items.Count)
        {
            throw new AbiException($"{owner}: {type} takes exactly {length} elements; {items.Count} were given.");
        }
        var elements = Sequence(
            [.. Enumerable.Repeat(new AbiParameter(string.Empty, type.Element), items.Count)], items, owner);
        return type.Length is null ? [.. Word(items.Count), .. elements] : elements;
    }

    private static List<object?> Items(AbiType type, object? value, string owner) =>
        value is IEnumerable sequence and not string
            ? [.. sequence.Cast<object?>()]
            : throw Mismatch(type, value, owner);

    private static byte[] Blob(byte[] bytes)
    {
        var word = new byte[AbiType.WordSize];
        BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(28), bytes.Length);
        return [.. word, .. Padded(bytes)];
    }

    private static byte[] Padded(byte[] bytes)
    {
        var padded = new byte[(bytes.Length + AbiType.WordSize - 1) / AbiType.WordSize * AbiType.WordSize];
        bytes.CopyTo(padded, 0);
        return padded;
    }

    private static string Name(AbiParameter parameter, int index) =>
        parameter.Name.Length > 0 ? $"argument \"{parameter.Name}\"" : $"position {index}";

    private static AbiException Mismatch(AbiType type, object? value, string owner) =>
        new($"{owner}: {type} is expected; a value of type {value?.GetType().Name ?? "null"} was given.");
}
