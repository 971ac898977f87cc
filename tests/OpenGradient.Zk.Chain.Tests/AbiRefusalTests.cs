// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Numerics;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>What does not fit is refused, by name; what a node sends is taken to be hostile.</summary>
public sealed class AbiRefusalTests
{
    [Theory]
    [InlineData("uint8", 256)]
    [InlineData("uint8", -1)]
    [InlineData("int8", 128)]
    [InlineData("int8", -129)]
    public void An_integer_out_of_range_is_refused(string type, int value)
    {
        var error = Assert.Throws<AbiException>(() => Encode(type, value));
        Assert.Equal($"f, argument \"x\": {value} does not fit {type}.", error.Message);
    }

    [Theory]
    [InlineData("uint256", "7")]
    [InlineData("bool", 1)]
    [InlineData("string", 1)]
    [InlineData("bytes", 1)]
    [InlineData("uint256[]", 1)]
    [InlineData("address", 1)]
    [InlineData("bytes", null)]
    public void A_value_of_another_type_is_refused_and_both_are_named(string type, object? value)
    {
        var error = Assert.Throws<AbiException>(() => Encode(type, value));
        Assert.Contains($"{type} is expected", error.Message, StringComparison.Ordinal);
        Assert.Contains(value?.GetType().Name ?? "null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_counts_are_refused()
    {
        Assert.Throws<AbiException>(() => AbiEncoder.Encode([], [1], "f"));
        Assert.Throws<AbiException>(() => Encode("uint256[2]", new[] { 1 }));
        Assert.Throws<AbiException>(() => Encode("bytes4", new byte[3]));
    }

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("int")]
    [InlineData("bytes33")]
    [InlineData("bytes0")]
    [InlineData("fixed128x18")]
    [InlineData("uint256[-1]")]
    [InlineData("uint256]")]
    [InlineData("")]
    public void Types_that_are_not_read_are_named(string type)
    {
        var error = Assert.Throws<AbiException>(() => AbiTypeReader.Parse(type));
        Assert.Contains($"\"{type}\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bool", "02")]
    [InlineData("address", "010000000000000000000000000000000000000001")]
    [InlineData("uint8", "0100")]
    [InlineData("int8", "80")]
    [InlineData("bytes4", "01")]
    public void Stray_bits_are_refused(string type, string tail) =>
        Assert.Throws<AbiException>(() => Decode(type, Convert.FromHexString(tail.PadLeft(64, '0'))));

    [Theory]
    [InlineData("bytes")]
    [InlineData("string")]
    [InlineData("uint256[]")]
    [InlineData("uint256[][]")]
    public void Every_truncation_of_good_data_is_refused(string type)
    {
        var good = type switch
        {
            "bytes" => Encode(type, new byte[] { 1, 2 }),
            "string" => Encode(type, "ab"),
            "uint256[]" => Encode(type, new[] { 1, 2 }),
            _ => Encode(type, new[] { new[] { 1 }, new[] { 2, 3 } }),
        };
        Decode(type, good);
        // The padding behind the last bytes is not looked at, so only cuts that reach the content are refused.
        var content = type is "bytes" or "string" ? good.Length - 30 : good.Length;
        for (var size = 0; size < content; size++)
        {
            Assert.Throws<AbiException>(() => Decode(type, good.AsMemory(0, size)));
        }
    }

    [Fact]
    public void An_offset_or_length_beyond_the_data_is_refused()
    {
        foreach (var value in new[] { BigInteger.One << 255, (BigInteger.One << 31) - 1, (BigInteger.One << 32) + 32, 1000 })
        {
            Assert.Throws<AbiException>(() => Decode("bytes", Words(value, 0)));
            Assert.Throws<AbiException>(() => Decode("bytes", Words(32, value)));
            Assert.Throws<AbiException>(() => Decode("uint256[]", Words(32, value)));
        }
    }

    [Fact]
    public void Offsets_that_overlap_cannot_multiply_the_work()
    {
        // Ten thousand elements that all point at one blob of 320 kB: 3 GB if it were believed.
        const int count = 10_000;
        var heads = Enumerable.Repeat(AbiEncoder.Word(32 * count), count).SelectMany(w => w);
        byte[] data = [.. AbiEncoder.Word(32), .. AbiEncoder.Word(count), .. heads, .. AbiEncoder.Word(32 * count), .. new byte[32 * count]];
        var start = Stopwatch.GetTimestamp();
        Assert.Throws<AbiException>(() => Decode("bytes[]", data));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_value_is_read_as_the_type_asked_for_or_refused()
    {
        var values = AbiDecoder.Decode(
            [new AbiParameter("x", AbiTypeReader.Parse("uint256"))], AbiEncoder.Word(BigInteger.One << 40), "f");
        Assert.Equal(1L << 40, values.Get<long>("x"));
        Assert.Equal(1UL << 40, values.Get<ulong>(0));
        Assert.Throws<AbiException>(() => values.Get<int>("x"));
        Assert.Throws<AbiException>(() => values.Get<string>("x"));
        Assert.Contains(
            "\"y\"", Assert.Throws<AbiException>(() => values.Get<int>("y")).Message, StringComparison.Ordinal);
    }

    private static byte[] Words(params BigInteger[] words) => [.. words.SelectMany(AbiEncoder.Word)];

    private static byte[] Encode(string type, object? value) =>
        AbiEncoder.Encode([new AbiParameter("x", AbiTypeReader.Parse(type))], [value], "f");

    private static AbiValues Decode(string type, ReadOnlyMemory<byte> data) =>
        AbiDecoder.Decode([new AbiParameter("x", AbiTypeReader.Parse(type))], data, "f");
}
