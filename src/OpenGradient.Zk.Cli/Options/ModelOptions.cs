// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Cli;

/// <summary>How a model is written in integers, and with which reference string it is proven.</summary>
internal static class ModelOptions
{
    internal static Argument<string> Model { get; } = new("model") { Description = "The ONNX file." };

    internal static Option<int> Bits { get; } = Checked(
        new Option<int>("--bits") { Description = "Width of activations, 8 to 16 bits; with --max-error, the first that is tried.", DefaultValueFactory = _ => 12 },
        bits => bits is >= QuantizedModel.MinBits and <= QuantizedModel.MaxBits
            ? null : $"--bits takes {QuantizedModel.MinBits} to {QuantizedModel.MaxBits}, not {bits}.");

    internal static Option<string?> Calibration { get; } = new("--calibration")
    {
        Description = "Sample inputs that show the ranges the model works in (default: calibration.json beside the model, if there): "
            + "{\"input_data\": …} or {\"cases\": [{\"inputs\": …}, …]}. Public scales show them in coarse steps; with \"public\": true in the file, exactly.",
    };

    internal static Option<string[]> InputRange { get; } = Checked(
        new Option<string[]>("--input-range") { Description = "NAME=LOWER:UPPER, the range of an input; may be repeated.", DefaultValueFactory = _ => [] },
        ranges => (ranges ?? []).Select(text => RangeOf(text) is null ? $"--input-range takes NAME=LOWER:UPPER with LOWER below UPPER, such as x=-0.5:1.5, not \"{text}\"." : null)
            .FirstOrDefault(complaint => complaint is not null));

    internal static Option<string[]> PublicInput { get; } = new("--public-input")
    {
        Description = "Name of an input to publish with the proof; may be repeated.",
        DefaultValueFactory = _ => [],
    };

    internal static Option<bool> PublishAccumulators { get; } = new("--publish-accumulators")
    {
        Description = "Publish the exact sums of the last layer, and not values rounded to --bits: more precise, but the weights become EASIER TO EXTRACT, "
            + "and whoever knows the weights may COMPUTE THE HIDDEN INPUT of that layer from a proof.",
    };

    internal static Option<double?> MaxError { get; } = Checked(
        new Option<double?>("--max-error") { Description = "Widen from --bits up to 16 until the error on the calibration rows is at most this; exit 8 if none does." },
        error => error is null or > 0 ? null : "--max-error takes a positive number.");

    internal static Option<string?> Srs { get; } = new("--srs")
    {
        Description = "A ceremony's powers-of-tau file (.ptau). Without it: the INSECURE development string.",
    };

    internal static Option<bool> RequireCeremony { get; } = new("--require-ceremony")
    {
        Description = "Refuse the insecure reference string.",
    };

    internal static Option<int> Threads { get; } = Checked(
        new Option<int>("--threads") { Description = "Threads of the prover; 0 takes one per processor.", DefaultValueFactory = _ => 0 },
        threads => threads is >= 0 and <= 1024 ? null : $"--threads takes 0 to 1024, not {threads}.");

    /// <summary>What decides the circuit.</summary>
    internal static Symbol[] Quantizing => [Model, Bits, Calibration, InputRange, PublicInput, PublishAccumulators, MaxError];

    /// <summary>What decides the keys as well.</summary>
    internal static Symbol[] Proving => [.. Quantizing, Srs, RequireCeremony, Threads];

    /// <summary>The pin of a key, for verbs that must not make another one.</summary>
    internal static Option<Digest256?> ExpectKey { get; } = HexOptions.Digest(
        "--expect-key", "The digest of the verifying key this proof is for; nothing is made or proven if these options mean another.");

    /// <summary>The options as the pipeline takes them.</summary>
    internal static PipelineOptions Read(VerbContext context) => new()
    {
        Bits = context.Get(Bits),
        CalibrationPath = context.Get(Calibration),
        InputRanges = (context.Get(InputRange) ?? []).Select(text => RangeOf(text)!.Value)
            .GroupBy(range => range.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => (same.Last().Lower, same.Last().Upper)),
        PublicInputs = context.Get(PublicInput) ?? [],
        PublishAccumulators = context.Get(PublishAccumulators),
        TargetMaxAbsError = context.Get(MaxError),
        SrsPath = context.Get(Srs),
        RequireCeremony = context.Get(RequireCeremony),
        Threads = context.Get(Threads),
        ExpectedKey = context.Get(ExpectKey),
    };

    /// <summary>The pipeline a verb asks for.</summary>
    internal static ZkPipeline Pipeline(VerbContext context) =>
        new(Read(context), ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);

    // Names may hold any character: the last '=' separates.
    private static (string Name, double Lower, double Upper)? RangeOf(string text)
    {
        var at = text.LastIndexOf('=');
        var ends = text[(at + 1)..].Split(':');
        return at > 0 && ends.Length == 2
            && Number(ends[0], out var lower) && Number(ends[1], out var upper)
            && double.IsFinite(lower) && double.IsFinite(upper) && lower < upper
            ? (text[..at], lower, upper) : null;
    }

    // No thousands separators: 0,5 is not 5.
    private static bool Number(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>An option whose value is refused, with a sentence, before anything is done.</summary>
    internal static Option<T> Checked<T>(Option<T> option, Func<T?, string?> check)
    {
        option.Validators.Add(result =>
        {
            try
            {
                if (check(result.GetValueOrDefault<T>()) is { } complaint)
                {
                    result.AddError(complaint);
                }
            }
            catch (InvalidOperationException)
            {
                // The text is no value of this type, which the parser reports itself.
            }
        });
        return option;
    }
}
