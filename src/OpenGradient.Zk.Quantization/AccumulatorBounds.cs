// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// The completeness condition: for every x in the range of its value, every row i of a layer has
///   −2^(4T−1) ≤ Σ_k W_ik·x_k + b_i + 2^(s−1) &lt; 2^(4T−1),
/// the range that the prover's limbs cover. Then no input lacks a proof. The extremes are exact: by the signs of W.
/// Besides, Σ|W|·max|x| + |b| &lt; 2^62 (2^63 for T = 16), so that 64-bit sums never wrap in any order.
/// </summary>
public static class AccumulatorBounds
{
    /// <summary>The extremes of Σ W·x + b + 2^(s−1) over all rows.</summary>
    public static (Int128 Min, Int128 Max) Extremes(QuantizedModel model, QuantizedLayer layer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layer);
        var (min, max, _) = Extremes(layer.Weights, layer.Bias, model.RangeOf(layer.Input), model.Shift);
        return (min, max);
    }

    /// <exception cref="QuantizationException">A layer breaks the condition.</exception>
    public static void Require(QuantizedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var layer in model.Layers)
        {
            var extremes = Extremes(layer.Weights, layer.Bias, model.RangeOf(layer.Input), model.Shift);
            if (!Holds(extremes, model.Bits))
            {
                throw new QuantizationException(layer.Name, Sentence(model.Bits));
            }
        }
    }

    internal static (Int128 Min, Int128 Max, Int128 Magnitude) Extremes(
        int[] weights, long[] bias, (int Min, int Max) x, int shift)
    {
        Int128 min = 0, max = 0, magnitude = 0;
        var inner = weights.Length / bias.Length;
        var reach = Math.Max(Math.Abs((long)x.Min), Math.Abs((long)x.Max));
        for (var i = 0; i < bias.Length; i++)
        {
            Int128 positive = 0, negative = 0;
            foreach (var weight in weights.AsSpan(i * inner, inner))
            {
                if (weight >= 0)
                {
                    positive += weight;
                }
                else
                {
                    negative += weight;
                }
            }
            var offset = (Int128)bias[i] + (Int128.One << (shift - 1));
            var (low, high) = (positive * x.Min + negative * x.Max + offset, positive * x.Max + negative * x.Min + offset);
            min = i == 0 || low < min ? low : min;
            max = i == 0 || high > max ? high : max;
            magnitude = Int128.Max(magnitude, (positive - negative) * reach + Int128.Abs(bias[i]) + (Int128.One << (shift - 1)));
        }
        return (min, max, magnitude);
    }

    internal static bool Holds((Int128 Min, Int128 Max, Int128 Magnitude) extremes, int bits)
    {
        var limit = Int128.One << (4 * bits - 1);
        return extremes.Min >= -limit && extremes.Max < limit
            && extremes.Magnitude < Int128.One << (bits == QuantizedModel.MaxBits ? 63 : 62);
    }

    /// <summary>By which factor the sums are too large; at most 1 if they are not.</summary>
    internal static double Excess((Int128 Min, Int128 Max, Int128 Magnitude) extremes, int bits) => Math.Max(
        (double)Int128.Max(-extremes.Min, extremes.Max) / Math.Pow(2, 4 * bits - 1),
        (double)extremes.Magnitude / Math.Pow(2, bits == QuantizedModel.MaxBits ? 63 : 62));

    // The sums follow from the weights: the sentence names the limit alone.
    internal static string Sentence(int bits) =>
        $"its sums can leave the range -2^{4 * bits - 1} to 2^{4 * bits - 1} - 1 that can be proven at this width; "
        + "calibrate with larger values or take more bits";
}
