// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>Between the records of this project and the JSON of the execution API.</summary>
internal static class RpcJson
{
    internal static JsonObject Call(CallRequest call)
    {
        var json = new JsonObject { ["data"] = HexText.FromBytes(call.Data.Span) };
        Put(json, "to", call.To?.ToString());
        Put(json, "from", call.From?.ToString());
        Put(json, "gas", call.GasLimit is { } gas ? HexText.FromQuantity(gas) : null);
        Put(json, "value", call.Value.IsZero ? null : HexText.FromQuantity(call.Value));
        return json;
    }

    internal static JsonObject Filter(LogFilter filter) => new()
    {
        ["address"] = filter.Address.ToString(),
        ["topics"] = new JsonArray([.. filter.Topics.Select(t => (JsonNode?)t?.ToString())]),
        ["fromBlock"] = Block(filter.FromBlock),
        ["toBlock"] = Block(filter.ToBlock),
    };

    internal static IReadOnlyList<LogEntry> Logs(JsonElement json) => [.. json.EnumerateArray().Select(Log)];

    internal static string Block(ulong? number) => number is { } block ? HexText.FromQuantity(block) : "latest";

    internal static BlockHeader Header(JsonElement json) => new(
        UInt64(json, "number"), UInt64(json, "timestamp"), UInt64(json, "gasLimit"),
        Text(json, "baseFeePerGas") is { } fee ? HexText.ToQuantity(fee, "baseFeePerGas") : null);

    internal static TransactionReceipt Receipt(JsonElement json) => new()
    {
        Hash = Hash(json, "transactionHash"),
        Succeeded = UInt64(json, "status") == 1,
        BlockNumber = UInt64(json, "blockNumber"),
        From = Address(json, "from") ?? throw new FormatException("The receipt has no sender."),
        To = Address(json, "to"),
        ContractAddress = Address(json, "contractAddress"),
        GasUsed = UInt64(json, "gasUsed"),
        EffectiveGasPrice = Text(json, "effectiveGasPrice") is { } price
            ? HexText.ToQuantity(price, "effectiveGasPrice")
            : BigInteger.Zero,
        Logs = Logs(json.GetProperty("logs")),
    };

    internal static TransactionDetails Transaction(JsonElement json) => new()
    {
        Hash = Hash(json, "hash"),
        From = Address(json, "from") ?? throw new FormatException("The transaction has no sender."),
        To = Address(json, "to"),
        Nonce = UInt64(json, "nonce"),
        GasLimit = UInt64(json, "gas"),
        Value = HexText.ToQuantity(Text(json, "value"), "value"),
        Data = HexText.ToBytes(Text(json, "input"), "input"),
        BlockNumber = Text(json, "blockNumber") is { } block ? HexText.ToUInt64(block, "blockNumber") : null,
    };

    private static LogEntry Log(JsonElement json) => new(
        Address(json, "address") ?? throw new FormatException("A log entry has no address."),
        [.. json.GetProperty("topics").EnumerateArray().Select(
            t => new Digest256(HexText.ToBytes(t.GetString(), "A topic")))],
        HexText.ToBytes(Text(json, "data"), "The data of a log entry"))
    {
        Transaction = Text(json, "transactionHash") is { } hash ? TransactionHash.Parse(hash) : null,
        BlockNumber = Text(json, "blockNumber") is { } block ? HexText.ToUInt64(block, "blockNumber") : null,
    };

    private static TransactionHash Hash(JsonElement json, string name) =>
        TransactionHash.Parse(Text(json, name) ?? string.Empty);

    private static EthereumAddress? Address(JsonElement json, string name) =>
        Text(json, name) is { } text ? new EthereumAddress(HexText.ToBytes(text, name)) : null;

    private static ulong UInt64(JsonElement json, string name) => HexText.ToUInt64(Text(json, name), name);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Put(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
