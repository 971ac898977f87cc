// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// How far a layer's integer result can be from the exact one, if its input is off by at most e and nothing saturates:
///   |Δv| ≤ max_i Σ_k |W_ik|·e + ½·(K·max|x − zx| + 1 + 2^s)·Sv/2^s, and for a curve |Δf| ≤ L·|Δv| + ½·Sf,
/// with L the steepest step of its table.
/// </summary>
internal static class ErrorBound
{
    public static double Of(
        DenseLayer layer, LayerQuantizer.Result result, AffineGrid input, (int Min, int Max) integers, double e, int shift)
    {
        double norm = 0;
        for (var i = 0; i < layer.Rows; i++)
        {
            double sum = 0;
            foreach (var weight in layer.Weights.AsSpan(i * layer.Inner, layer.Inner))
            {
                sum += Math.Abs(weight);
            }
            norm = Math.Max(norm, sum);
        }
        var reach = Math.Max(Math.Abs(integers.Min - input.Zero), Math.Abs(integers.Max - input.Zero));
        var rounding = (layer.Inner * reach + 2) / Math.Pow(2, shift) + 1;
        var before = norm * e + 0.5 * rounding * result.Before.Scale;
        if (result.Table is null)
        {
            return before;
        }
        double steepest = 0;
        for (var v = 1; v < result.Table.Values.Length; v++)
        {
            var step = layer.Activation.Apply(result.Before.Real(v)) - layer.Activation.Apply(result.Before.Real(v - 1));
            steepest = Math.Max(steepest, Math.Abs(step) / result.Before.Scale);
        }
        return steepest * before + 0.5 * result.After.Scale;
    }
}
