// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// Reads a JSON-RPC error object. Nodes put revert data in different places: all known ones are tried.
/// </summary>
internal static class JsonRpcError
{
    private const int LongestMessage = 400;

    internal static RpcException Read(JsonElement error, string endpoint, string method)
    {
        var code = error.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out var value) ? value : 0;
        var message = error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "no message";
        var data = error.TryGetProperty("data", out var found) ? Data(found) : null;
        var line = Printable.Line(message.ReplaceLineEndings(" "), LongestMessage);
        return new RpcException(endpoint, method, code, line, data);
    }

    // geth, anvil, reth: "0x…". Nethermind: "Reverted 0x…". Older ones: an object with "data".
    private static byte[]? Data(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("data", out var inner))
        {
            return Data(inner);
        }
        if (data.ValueKind != JsonValueKind.String)
        {
            return null;
        }
        var text = data.GetString()!;
        var start = text.IndexOf("0x", StringComparison.Ordinal);
        try
        {
            return start < 0 ? null : HexText.ToBytes(text[start..].Trim(), "The revert data");
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
