// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// How far the entries of a value can be from the exact ones, if nothing saturates. Per row, from the input's errors e_k:
///   worst case  |Δv_i| ≤ Σ_k |W_ik|·e_k + ½·((Σ_k |x_k − zx| + 2)/2^s + 1)·Sv, and for a curve |Δf| ≤ L·|Δv| + ¾·Sf,
///   variance    Var v_i = Σ_k W_ik²·Var x_k + Sv²/12, for a curve times L², plus Sf²/12, as if roundings were independent,
/// with L the steepest step of the table (½ from rounding, ¼ from cutting its flat ends).
/// </summary>
/// <param name="Worst">Worst case per entry.</param>
/// <param name="Variance">Variance per entry.</param>
internal sealed record ErrorBound(double[] Worst, double[] Variance)
{
    public static ErrorBound OfInput(int size, double scale)
    {
        var (worst, variance) = (new double[size], new double[size]);
        Array.Fill(worst, scale / 2);
        Array.Fill(variance, scale * scale / 12);
        return new ErrorBound(worst, variance);
    }

    public static ErrorBound OfLayer(
        DenseLayer layer, LayerQuantizer.Result result, AffineGrid input, (int Min, int Max) integers, ErrorBound e, int shift)
    {
        var step = result.Before.Scale;
        var reach = Math.Max(Math.Abs(integers.Min - input.Zero), Math.Abs(integers.Max - input.Zero));
        var rounding = 0.5 * ((layer.Inner * reach + 2) / Math.Pow(2, shift) + 1) * step + OffTheEnds(layer.Activation, result);
        var (worst, variance) = (new double[layer.Rows], new double[layer.Rows]);
        var steepest = result.Table is null ? 1 : Steepest(layer.Activation, result);
        var (after, afterVariance) = result.Table is null ? (0, 0) : (0.75 * result.After.Scale, Math.Pow(result.After.Scale, 2) / 12);
        for (var i = 0; i < layer.Rows; i++)
        {
            var row = layer.Weights.AsSpan(i * layer.Inner, layer.Inner);
            (worst[i], variance[i]) = (rounding, step * step / 12);
            for (var k = 0; k < row.Length; k++)
            {
                worst[i] += Math.Abs(row[k]) * e.Worst[k];
                variance[i] += row[k] * row[k] * e.Variance[k];
            }
            worst[i] = worst[i] * steepest + after;
            variance[i] = variance[i] * steepest * steepest + afterVariance;
        }
        return new ErrorBound(worst, variance);
    }

    /// <summary>The errors of the accumulators of a linear layer: its value's without the rounding to whole steps.</summary>
    /// <param name="step">Sv.</param>
    public ErrorBound BeforeRounding(double step) => new(
        [.. Worst.Select(worst => Math.Max(0, worst - step / 2))],
        [.. Variance.Select(variance => Math.Max(0, variance - step * step / 12))]);

    private static double Steepest(Activation f, LayerQuantizer.Result result)
    {
        double steepest = 0;
        for (var v = 1; v <= result.MaxInteger; v++)
        {
            steepest = Math.Max(steepest, Math.Abs(f.Apply(result.Before.Real(v)) - f.Apply(result.Before.Real(v - 1))));
        }
        return steepest / result.Before.Scale;
    }

    // A published clamp has a whole zero, so its ends may lie up to a step outside of where the clamp should be.
    private static double OffTheEnds(Activation f, LayerQuantizer.Result result) => result.Table is not null ? 0 : Math.Max(
        double.IsFinite(f.Lower) ? Math.Max(0, f.Lower - result.Before.Real(0)) : 0,
        double.IsFinite(f.Upper) ? Math.Max(0, result.Before.Real(result.MaxInteger) - f.Upper) : 0);
}
