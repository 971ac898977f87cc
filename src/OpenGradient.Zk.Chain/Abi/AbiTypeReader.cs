// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>Reads types and parameters from the ABI's JSON.</summary>
internal static class AbiTypeReader
{
    // Lengths above this are no ABI of ours, and would make sizes overflow.
    private const int LargestLength = 1 << 20;

    /// <summary>
    /// The parameters in <paramref name="owner"/>'s property, such as "inputs"; none when it is absent.
    /// </summary>
    internal static IReadOnlyList<AbiParameter> Parameters(JsonElement owner, string property) =>
        owner.TryGetProperty(property, out var list) ? [.. list.EnumerateArray().Select(Parameter)] : [];

    /// <summary>One parameter: name, type, components of a struct, indexed.</summary>
    internal static AbiParameter Parameter(JsonElement item)
    {
        var name = item.TryGetProperty("name", out var text) ? text.GetString() ?? string.Empty : string.Empty;
        var type = item.GetProperty("type").GetString() ?? string.Empty;
        var members = type.StartsWith("tuple", StringComparison.Ordinal) ? Parameters(item, "components") : null;
        var indexed = item.TryGetProperty("indexed", out var flag) && flag.GetBoolean();
        return new AbiParameter(name, Parse(type, members), indexed);
    }

    /// <summary>A type by name; <paramref name="members"/> are a struct's, else null.</summary>
    /// <exception cref="AbiException">Not a type of the ABI.</exception>
    internal static AbiType Parse(string name, IReadOnlyList<AbiParameter>? members = null)
    {
        var open = name.EndsWith(']') ? name.LastIndexOf('[') : -1;
        if (open < 0)
        {
            return Elementary(name, members);
        }
        var element = Parse(name[..open], members);
        var digits = name[(open + 1)..^1];
        return new AbiArray(element, digits.Length == 0 ? null : Number(name, digits, 1, LargestLength));
    }

    private static AbiType Elementary(string name, IReadOnlyList<AbiParameter>? members) => name switch
    {
        "address" => new AbiAddress(),
        "bool" => new AbiBoolean(),
        "string" => new AbiBytes(IsText: true),
        "bytes" => new AbiBytes(IsText: false),
        "tuple" when members is not null => new AbiTuple(members),
        _ when name.StartsWith("uint", StringComparison.Ordinal) =>
            new AbiInteger(Bits(name, name[4..]), Signed: false),
        _ when name.StartsWith("int", StringComparison.Ordinal) => new AbiInteger(Bits(name, name[3..]), Signed: true),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) => new AbiFixedBytes(Number(name, name[5..], 1, 32)),
        _ => throw Unknown(name),
    };

    private static int Bits(string name, string digits)
    {
        var bits = Number(name, digits, 8, 256);
        return bits % 8 == 0 ? bits : throw Unknown(name);
    }

    private static int Number(string name, string digits, int least, int most) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= least && value <= most
            ? value
            : throw Unknown(name);

    private static AbiException Unknown(string name) =>
        new($"The ABI names the type \"{name}\", which is not read here; supported are uint and int of 8 to 256 " +
            "bits, address, bool, bytes1 to bytes32, bytes, string, structs and arrays of these.");
}
