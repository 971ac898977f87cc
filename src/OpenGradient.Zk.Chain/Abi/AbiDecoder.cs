// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>
/// ABI bytes to C# values. The bytes come from a node and are hostile: every read is bounded, padding bits must be
/// clean, and what lies behind an offset is charged to a budget of as many words as there are, so that offsets which
/// overlap cannot multiply the work.
/// </summary>
internal sealed class AbiDecoder
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _owner;
    private long _budget;

    private AbiDecoder(ReadOnlyMemory<byte> data, string owner)
    {
        _data = data;
        _owner = owner;
        _budget = data.Length;
    }

    /// <summary>Decodes parameters. <paramref name="owner"/> names the function, event or error in errors.</summary>
    /// <exception cref="AbiException">The data does not hold such values.</exception>
    internal static AbiValues Decode(IReadOnlyList<AbiParameter> parameters, ReadOnlyMemory<byte> data, string owner)
    {
        var decoder = new AbiDecoder(data, owner);
        decoder.Charge(parameters.Sum(p => (long)p.Type.HeadSize), "fewer values than declared");
        return new AbiValues(parameters, decoder.Sequence([.. parameters.Select(p => p.Type)], 0));
    }

    private object?[] Sequence(ReadOnlySpan<AbiType> types, int start)
    {
        var values = new object?[types.Length];
        var at = start;
        for (var i = 0; i < types.Length; i++)
        {
            values[i] = Value(types[i], types[i].IsDynamic ? checked(start + Length(at)) : at);
            at = checked(at + types[i].HeadSize);
        }
        return values;
    }

    private object Value(AbiType type, int at) => type switch
    {
        AbiInteger integer => Integer(integer, at),
        AbiAddress => Clean(Word(at), 12)
            ? new EthereumAddress(Word(at)[12..])
            : throw Malformed("an address with stray bits"),
        AbiBoolean => Boolean(at),
        AbiFixedBytes bytes => Word(at)[bytes.Length..].ContainsAnyExcept((byte)0)
            ? throw Malformed($"a {bytes} with stray bits")
            : Word(at)[..bytes.Length].ToArray(),
        AbiBytes { IsText: true } => Encoding.UTF8.GetString(Blob(at)),
        AbiBytes => Blob(at).ToArray(),
        AbiArray { Length: { } length } array => Elements(array, length, at),
        AbiArray array => Elements(array, Length(at), at + AbiType.WordSize),
        AbiTuple tuple => Tuple(tuple, at),
        _ => throw Malformed($"a value of type {type}"),
    };

    private object?[] Elements(AbiArray array, int count, int at)
    {
        if (array.IsDynamic)
        {
            Charge((long)count * array.Element.HeadSize, $"{array} with {count} elements");
        }
        var types = new AbiType[count];
        Array.Fill(types, array.Element);
        return Sequence(types, at);
    }

    private object?[] Tuple(AbiTuple tuple, int at)
    {
        if (tuple.IsDynamic)
        {
            Charge(tuple.Members.Sum(m => (long)m.Type.HeadSize), "a struct");
        }
        return Sequence([.. tuple.Members.Select(m => m.Type)], at);
    }

    private BigInteger Integer(AbiInteger type, int at)
    {
        var number = new BigInteger(Word(at), isUnsigned: !type.Signed, isBigEndian: true);
        var top = BigInteger.One << (type.Signed ? type.Bits - 1 : type.Bits);
        return number < top && number >= -top ? number : throw Malformed($"a {type} out of its range");
    }

    private object Boolean(int at) => Clean(Word(at), 31) && Word(at)[31] <= 1
        ? Word(at)[31] == 1
        : throw Malformed("a bool that is neither 0 nor 1");

    private ReadOnlySpan<byte> Blob(int at)
    {
        var length = Length(at);
        Charge(length, "bytes");
        return Slice(at + AbiType.WordSize, length);
    }

    private void Charge(long bytes, string what)
    {
        _budget -= bytes;
        if (_budget < 0)
        {
            throw Malformed($"{what}, more than the data can hold");
        }
    }

    // An offset or a length: a word that must fit the data.
    private int Length(int at)
    {
        var word = Word(at);
        var value = BinaryPrimitives.ReadUInt32BigEndian(word[28..]);
        return Clean(word, 28) && value <= _data.Length
            ? (int)value
            : throw Malformed("an offset or length beyond its end");
    }

    private ReadOnlySpan<byte> Word(int at) => Slice(at, AbiType.WordSize);

    private ReadOnlySpan<byte> Slice(int at, int count) => at >= 0 && count >= 0 && at <= _data.Length - count
        ? _data.Span.Slice(at, count)
        : throw Malformed("less data than its type needs");

    private static bool Clean(ReadOnlySpan<byte> word, int leading) => !word[..leading].ContainsAnyExcept((byte)0);

    private AbiException Malformed(string found) =>
        new($"{_owner}: the {_data.Length} bytes received hold {found}; " +
            "the contract there is probably not the one expected.");
}
