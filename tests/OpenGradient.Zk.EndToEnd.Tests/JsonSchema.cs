// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>The words of JSON Schema that our schemas use: type, required, properties, items, const, pattern.</summary>
internal static class JsonSchema
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "src", "OpenGradient.Zk.Cli", "Schemas");

    internal static void Check(string verb, JsonElement value)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, verb + ".schema.json")));
        Check(schema.RootElement, value, verb);
    }

    private static void Check(JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).ToArray() : [type.GetString()!];
            Assert.True(allowed.Any(name => Is(name, value)), $"{where} is {value.ValueKind}, not {string.Join(" or ", allowed)}");
        }
        if (schema.TryGetProperty("const", out var expected))
        {
            Assert.Equal(expected.GetString(), value.GetString());
        }
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String)
        {
            Assert.Matches(new Regex(pattern.GetString()!), value.GetString());
        }
        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckObject(schema, value, where);
        }
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            Assert.All(value.EnumerateArray(), item => Check(items, item, where + "[]"));
        }
    }

    private static void CheckObject(JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            Assert.Empty(required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{where} lacks {name}"));
        }
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (value.TryGetProperty(property.Name, out var inner))
                {
                    Check(property.Value, inner, $"{where}.{property.Name}");
                }
            }
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The schema uses the type {type}."),
    };
}
