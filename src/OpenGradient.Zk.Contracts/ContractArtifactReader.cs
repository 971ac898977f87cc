// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace OpenGradient.Zk.Contracts;

/// <summary>Reads the JSON that scripts/compile-contracts.mjs writes.</summary>
public static class ContractArtifactReader
{
    /// <summary>Reads one artifact.</summary>
    /// <exception cref="InvalidDataException">Not such JSON; names the missing part.</exception>
    public static ContractArtifact Read(Stream json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new ContractArtifact
            {
                Name = Text(root, "contractName"),
                Source = Text(root, "source"),
                Compiler = Text(root, "compiler"),
                AbiJson = root.GetProperty("abi").GetRawText(),
                CreationCode = Code(root, "bytecode"),
                RuntimeCode = Code(root, "deployedBytecode"),
                Immutables = [.. root.GetProperty("immutables").EnumerateArray().Select(
                    r => new CodeRange(r[0].GetInt32(), r[1].GetInt32()))],
                ErrorNotices = root.GetProperty("errorNotices").EnumerateObject().ToDictionary(
                    n => n.Name, n => n.Value.GetString()!, StringComparer.Ordinal),
            };
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
                or IndexOutOfRangeException)
        {
            throw new InvalidDataException(
                $"A contract artifact is not what scripts/compile-contracts.mjs writes ({error.Message}); " +
                "run that script again.", error);
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static byte[] Code(JsonElement root, string name)
    {
        var text = Text(root, name);
        return text.StartsWith("0x", StringComparison.Ordinal)
            ? Convert.FromHexString(text.AsSpan(2))
            : throw new FormatException($"{name} does not begin with 0x");
    }
}
