// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>The ABI against ethers, in both directions. The values mirror oracle/ethers-oracle.mjs, by name.</summary>
public sealed class AbiKnownAnswersTests
{
    private const string Account = "0x00000000219ab540356cBB839Cbe05303d7705Fa";
    private static readonly object?[] Pair = [9, -9];

    private static readonly Dictionary<string, (string Types, object?[] Values)> Cases = new()
    {
        ["statics"] = ("""["uint8","int8","uint256","int256","address","bool","bytes4","bytes32","int64"]""",
            [255, -128, (BigInteger.One << 256) - 1, -(BigInteger.One << 255), EthereumAddress.Parse(Account), true, "0xdeadbeef", Repeat(0x11, 32), -1L]),
        ["dynamics"] = ("""["bytes","string","uint256[]","bytes"]""", [Array.Empty<byte>(), "grün", new[] { 1, 2, 3 }, Repeat(0xab, 33)]),
        ["nested"] = ("""["uint16[2][]","bytes[]","uint256[][2]","string[2]"]""",
        [
            new[] { new[] { 1, 2 }, new[] { 3, 4 }, new[] { 5, 6 } }, new[] { new byte[] { 1 }, [], Repeat(0x22, 40) },
            new[] { new[] { 7UL }, [] }, new[] { "a", "b" },
        ]),
        ["structs"] = ("""[["uint256","int64"],["string",["uint256","int64","[]"],"bytes32"],"uint8"]""",
            [Pair, new object?[] { "t", new[] { new[] { 1, -1 }, [2, -2] }, new Digest256(Repeat(0x33, 32)) }, 4]),
        ["emptyArrays"] = ("""["uint256[]","bytes32[]","string"]""", [Array.Empty<BigInteger>(), Array.Empty<byte[]>(), string.Empty]),
    };

    [NeedsEthersFact]
    public async Task Encoding_is_identical()
    {
        var answers = (await Oracle.AnswersAsync()).GetProperty("abi");
        foreach (var (name, (types, values)) in Cases)
        {
            Assert.Equal(answers.Text(name), HexText.FromBytes(AbiEncoder.Encode(Parameters(types), values, name)));
        }
    }

    [NeedsEthersFact]
    public async Task Decoding_and_encoding_again_gives_the_same_bytes()
    {
        var answers = (await Oracle.AnswersAsync()).GetProperty("abi");
        foreach (var (name, (types, _)) in Cases)
        {
            var decoded = AbiDecoder.Decode(Parameters(types), answers.Bytes(name), name);
            Assert.Equal(
                answers.Text(name), HexText.FromBytes(AbiEncoder.Encode(Parameters(types), [.. decoded], name)));
        }
    }

    [NeedsEthersFact]
    public async Task Selectors_and_topics_are_identical()
    {
        var selectors = (await Oracle.AnswersAsync()).GetProperty("selectors");
        var points = new AbiArray(new AbiTuple([Unnamed("uint256"), Unnamed("int64")]), 2);
        AbiParameter[] inputs = [Unnamed("bytes32"), Unnamed("uint256[]"), new(string.Empty, points), Unnamed("bytes")];
        Assert.Equal(
            selectors.Text("verify"), HexText.FromBytes(new AbiFunction("verify", inputs, [], "view").Selector.Span));
        Assert.Equal(
            selectors.Text("error"), HexText.FromBytes(
                new AbiError("RoundRefused", [Unnamed("uint256"), Unnamed("bytes")]).Selector.Span));
        AbiParameter[] stored = [Unnamed("address"), Unnamed("uint256"), Unnamed("string"), Unnamed("bytes")];
        Assert.Equal(selectors.Text("event"), new AbiEvent("Stored", stored).Topic.ToString());
    }

    // A nested JSON array is a struct; when its last entry is "[]", an array of that struct.
    private static AbiParameter[] Parameters(string types)
    {
        using var document = JsonDocument.Parse(types);
        return [.. document.RootElement.EnumerateArray().Select(t => new AbiParameter(string.Empty, Type(t)))];
    }

    private static AbiType Type(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            return AbiTypeReader.Parse(type.GetString()!);
        }
        var members = type.EnumerateArray().Where(m => m.ValueKind != JsonValueKind.String || m.GetString() != "[]")
            .Select(m => new AbiParameter(string.Empty, Type(m))).ToArray();
        var structure = new AbiTuple(members);
        return members.Length == type.GetArrayLength() ? structure : new AbiArray(structure, null);
    }

    private static AbiParameter Unnamed(string type) => new(string.Empty, AbiTypeReader.Parse(type));

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
