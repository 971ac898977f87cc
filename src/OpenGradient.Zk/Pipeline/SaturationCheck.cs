// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk;

/// <summary>
/// Where an inference left the ranges its circuit was made for. Such values take the end of the range (protocol.md §3.1): the
/// proof holds, but for a number that may be far from the float model's. Told to the prover alone, and in counts: what
/// saturates depends on the input.
/// </summary>
public static class SaturationCheck
{
    // Ranges are made so that a few values of a layer in a thousand rows saturate; from here on a range does not fit.
    private const double MuchOfALayer = 0.01;

    /// <summary>Warnings for a sample, one per output and one per layer that it concerns.</summary>
    public static void Warn(PreparedModel model, double[][] sample, IStepReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(reporter);
        var quantized = QuantizedModelFile.Load(model.QuantizedPath);
        var saturation = new Saturation(quantized.Layers.Count);
        IntegerEvaluator.Evaluate(quantized, InputQuantizer.Quantize(quantized.Schema, sample, OutOfRange.Clamp), saturation);
        foreach (var sentence in Sentences(quantized, model.Summary.Report.Layers, saturation))
        {
            reporter.Warn(sentence);
        }
    }

    internal static IEnumerable<string> Sentences(QuantizedModel model, IReadOnlyList<LayerReport> layers, Saturation saturation)
    {
        var told = new HashSet<int>();
        foreach (var output in model.Outputs.Where(output => !output.Tensor.Exact))
        {
            var l = output.Value - model.Inputs.Count;
            if (Cut(layers[l], saturation, l) is > 0 and var count && told.Add(l))
            {
                yield return $"Output \"{output.Tensor.Name}\": {count} of {output.Tensor.Size} values lie outside of the range its scale covers, and were "
                    + "proven as its end. Calibrate with rows like this input (--calibration), or declare wider ranges (--input-range).";
            }
        }
        for (var l = 0; l < layers.Count; l++)
        {
            if (!told.Contains(l) && Cut(layers[l], saturation, l) > MuchOfALayer * layers[l].Rows)
            {
                yield return $"Layer \"{layers[l].Name}\": more than 1 % of its values lie outside of the range it was calibrated for, so the outputs may be "
                    + "far from the float model's. Calibrate with rows like this input (--calibration).";
            }
        }
    }

    // An end that the activation itself has (the 0 of a ReLU, the shoulders of a tanh) cuts nothing.
    private static int Cut(LayerReport layer, Saturation saturation, int l) =>
        (layer.CutsBelow ? saturation.Below(l) : 0) + (layer.CutsAbove ? saturation.Above(l) : 0);
}
