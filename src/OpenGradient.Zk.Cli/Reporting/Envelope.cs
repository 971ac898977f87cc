// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenGradient.Zk.Cli;

/// <summary>The one JSON object a verb prints: {"schema","ok","data","error","timings","warnings"}. Field names are stable.</summary>
internal static class Envelope
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.Default,
        WriteIndented = true,
        NewLine = "\n",
    };

    internal static string Write(
        string verb, object? data, Failure? failure, IReadOnlyDictionary<string, double> timings, IReadOnlyList<string> warnings) =>
        JsonSerializer.Serialize(
            new
            {
                Schema = $"ogzk/v1/{verb}",
                Ok = failure is null,
                Data = data,
                Error = failure is null ? null : new { failure.Code, failure.Message, failure.Hint },
                Timings = timings,
                Warnings = warnings,
            },
            Options);
}
