// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>What the float model does on the calibration samples; it does not depend on the width.</summary>
internal sealed class Observation
{
    // Measured on circuits/models/digits: saturation is rare from these margins on, and each costs a third of a bit.
    private const int EnoughSamples = 32;

    private Observation(CalibrationSet samples, int given, IReadOnlyList<Interval> inputs, int layers, double margin)
    {
        (Samples, Given, InputRanges, Margin) = (samples, given, inputs, margin);
        (Before, GivenBefore) = (new Interval[layers], new Interval[layers]);
        Array.Fill(Before, Interval.Empty);
        Expected = new double[samples.Samples.Count][][];
    }

    /// <summary>Given samples first, synthetic ones after.</summary>
    public CalibrationSet Samples { get; }

    /// <summary>How many of them the caller gave.</summary>
    public int Given { get; }

    /// <summary>The range of each input.</summary>
    public IReadOnlyList<Interval> InputRanges { get; }

    /// <summary>What each layer computed before its activation.</summary>
    public Interval[] Before { get; }

    /// <summary>The same over the given samples alone; over all samples if none were given.</summary>
    public Interval[] GivenBefore { get; }

    /// <summary>How far to go beyond <see cref="Before"/>.</summary>
    public double Margin { get; }

    /// <summary>expected[sample][output]: what the reference computed.</summary>
    public double[][][] Expected { get; }

    /// <summary>"ONNX Runtime" or "double precision".</summary>
    public string Reference { get; private init; } = "double precision";

    /// <summary>The largest difference between our float evaluation and the reference.</summary>
    public double ImportError { get; private set; }

    /// <summary>The largest |output| of the reference on the given samples, or on the synthetic ones without any.</summary>
    public double Largest { get; private set; }

    public static Observation Make(
        Model model, string? onnxPath, CalibrationSet given, QuantizationOptions options, CancellationToken cancellationToken)
    {
        Interval[] ranges = [.. model.Inputs.Select((input, i) => Quantization.InputRanges.Choose(input, i, given, options))];
        var observation = new Observation(
            Quantization.Samples.Complete(model, given, ranges, options), given.Samples.Count, ranges, model.Layers.Count,
            options.RangeMargin ?? (given.Samples.Count >= EnoughSamples ? 0.25 : 0.5))
        {
            Reference = onnxPath is null ? "double precision" : "ONNX Runtime",
        };
        using var reference = onnxPath is null ? null : new FloatReference(model, onnxPath);
        for (var s = 0; s < observation.Samples.Samples.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            observation.Look(model, s, reference);
        }
        if (given.Samples.Count == 0)
        {
            observation.Before.CopyTo(observation.GivenBefore, 0);
        }
        return observation;
    }

    private void Look(Model model, int s, FloatReference? reference)
    {
        var sample = Samples.Samples[s];
        var (values, before) = FloatEvaluator.Evaluate(model, sample);
        for (var l = 0; l < before.Length; l++)
        {
            // Synthetic samples may leave a function's domain; given ones may not, which is checked below.
            foreach (var value in before[l].Where(double.IsFinite))
            {
                Before[l] = Before[l].Include(value);
            }
            GivenBefore[l] = s < Given ? Before[l] : GivenBefore[l];
        }
        double[][] own = [.. model.Outputs.Select(output => values[output.Value])];
        Expected[s] = reference?.Run(sample) ?? own;
        for (var o = 0; o < own.Length; o++)
        {
            if (own[o].Length != Expected[s][o].Length)
            {
                throw new QuantizationException(
                    "", $"output \"{model.Outputs[o].Info.Name}\" has {own[o].Length} entries here and {Expected[s][o].Length} in "
                    + "ONNX Runtime; please report this model");
            }
            for (var i = 0; i < own[o].Length; i++)
            {
                if (!double.IsFinite(Expected[s][o][i]))
                {
                    RequireSynthetic(model, s, o, i);
                    continue;
                }
                ImportError = Math.Max(ImportError, Math.Abs(own[o][i] - Expected[s][o][i]));
                Largest = s < Given || Given == 0 ? Math.Max(Largest, Math.Abs(Expected[s][o][i])) : Largest;
            }
        }
    }

    private void RequireSynthetic(Model model, int s, int o, int i)
    {
        if (s < Given)
        {
            throw new QuantizationException(
                "", $"{Reference} gives no finite number (NaN or an infinity) at index {i} of output \"{model.Outputs[o].Info.Name}\" for "
                + $"calibration sample {s}; only finite numbers can be proven");
        }
    }
}
