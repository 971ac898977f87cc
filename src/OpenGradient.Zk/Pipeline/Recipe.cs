// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>The part of the options that decides the circuit, as facts for the artefact store.</summary>
internal static class Recipe
{
    // Raised when equal options would give other integers than before.
    private const string Version = "2";

    internal static ArtifactKey KeyOf(ReadOnlySpan<byte> model, PipelineOptions options, CalibrationSource calibration) => new(
        ("model", Digest256.Keccak(model).ToString()),
        ("quantizer", Version),
        ("bits", options.Bits.ToString(CultureInfo.InvariantCulture)),
        ("calibration", calibration.Identity),
        ("inputRanges", string.Join('\n', options.InputRanges.OrderBy(range => range.Key, StringComparer.Ordinal).Select(Text))),
        ("publicInputs", string.Join('\n', options.PublicInputs.Order(StringComparer.Ordinal))),
        ("outputs", options.PublishAccumulators ? "accumulators" : "requantized"),
        ("targetMaxAbsError", options.TargetMaxAbsError?.ToString("R", CultureInfo.InvariantCulture) ?? "none"));

    private static string Text(KeyValuePair<string, (double Lower, double Upper)> range) =>
        string.Create(CultureInfo.InvariantCulture, $"{range.Key}={range.Value.Lower:R}:{range.Value.Upper:R}");
}
