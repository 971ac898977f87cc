// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// Writes one layer in integers. With the input on the grid (Sx, zx) and v on the grid (Sv, zv):
///   W'_ik = round(W_ik · Sx/Sv · 2^s),   b'_i = round((b_i/Sv + zv) · 2^s) − zx · Σ_k W'_ik,
/// so that (Σ W'·x + b') / 2^s is v up to rounding. W' must fit 32 bits, and the sums their bound.
/// </summary>
internal static class LayerQuantizer
{
    private const double LeastWiden = 1.02;
    private const double MaxWiden = 1 << 12;

    /// <summary>One layer in integers.</summary>
    /// <param name="Layer">The integers; its function is 0, whatever <paramref name="Table"/> says.</param>
    /// <param name="Table">The function's table for a curve.</param>
    /// <param name="Before">The grid of v, before the function.</param>
    /// <param name="After">The grid of the result.</param>
    /// <param name="Widened">Factor by which the range had to be widened.</param>
    /// <param name="AccumulatorBits">log2 of the largest sum.</param>
    /// <param name="MaxInteger">2^T − 1.</param>
    public sealed record Result(
        QuantizedLayer Layer, FunctionTable? Table, AffineGrid Before, AffineGrid After, double Widened, double AccumulatorBits,
        int MaxInteger);

    /// <param name="layer">The float layer.</param>
    /// <param name="input">The grid of the value it reads.</param>
    /// <param name="inputRange">The integers that value can hold.</param>
    /// <param name="range">What v is to cover.</param>
    /// <param name="bits">T.</param>
    /// <param name="published">True if the zero point must be whole.</param>
    /// <param name="coarse">True if what is public of the result, a scale or a table, must not show the range exactly.</param>
    /// <exception cref="QuantizationException">No reasonable widening makes the integers fit.</exception>
    public static Result Quantize(
        DenseLayer layer, AffineGrid input, (int Min, int Max) inputRange, Interval range, int bits, bool published, bool coarse)
    {
        double widen = 1, excess;
        for (; ; widen *= Math.Max(LeastWiden, excess))
        {
            if (widen > 1 && layer.Activation is { Kind: ActivationKind.Clamp, Lower: > double.NegativeInfinity, Upper: < double.PositiveInfinity })
            {
                layer = AsCurve(layer); // the range outgrows the two ends, so saturation no longer clamps at both
            }
            var grid = Grid(layer.Activation, Shown(layer, Stretch(layer.Activation, range, widen), published, coarse), bits, published);
            var (integers, largest) = Integers(layer, input, grid, 2 * bits);
            if (integers is var (weights, bias))
            {
                var extremes = AccumulatorBounds.Extremes(weights, bias, inputRange, 2 * bits);
                if (AccumulatorBounds.Holds(extremes, bits))
                {
                    var table = layer.Activation.Kind == ActivationKind.Curve
                        ? CurveTable.Make(layer, grid, bits) : ((FunctionTable, AffineGrid)?)null;
                    return new Result(
                        new QuantizedLayer(layer.Name, layer.Input, layer.Rows, layer.Inner, weights, bias, 0),
                        table?.Item1,
                        grid,
                        table?.Item2 ?? grid,
                        widen,
                        Math.Log2((double)Int128.Max(-extremes.Min, extremes.Max)),
                        (1 << bits) - 1);
                }
                excess = AccumulatorBounds.Excess(extremes, bits);
                if (widen * excess >= MaxWiden)
                {
                    throw new QuantizationException(layer.Name, AccumulatorBounds.Sentence(bits));
                }
            }
            else if (widen * (excess = largest / int.MaxValue) >= MaxWiden)
            {
                throw new QuantizationException(
                    layer.Name, $"with {2 * bits} fractional bits its weights do not fit 32 bits, or its biases 64, however far its range is "
                    + "widened; they are too large for what comes out of it");
            }
        }
    }

    private static DenseLayer AsCurve(DenseLayer layer) => new(
        layer.Name, layer.Input, layer.Rows, layer.Inner, layer.Weights, layer.Bias,
        Activation.Curve(layer.Activation.Name, layer.Activation.Apply));

    private static AffineGrid Grid(Activation activation, Interval range, int bits, bool published)
    {
        var max = (1 << bits) - 1;
        return activation.Kind switch
        {
            ActivationKind.Curve => AffineGrid.Ends(range, max), // v stays inside; the table's result has its own grid
            ActivationKind.Clamp when !published => AffineGrid.Ends(range, max), // the ends clamp exactly
            _ => AffineGrid.WholeZero(range, max),
        };
    }

    // What others see of a range: the table of a curve, and the scale of an output. All else is folded into weights, which
    // are committed to with a blinder. A clamp's own ends are part of the function, and stay.
    private static Interval Shown(DenseLayer layer, Interval range, bool published, bool coarse)
    {
        if (!coarse)
        {
            return range;
        }
        return layer.Activation.Kind == ActivationKind.Curve ? CurveTable.Coarse(layer, range)
            : published ? CoarseRange.Outwards(range).Intersect(new Interval(layer.Activation.Lower, layer.Activation.Upper))
            : range;
    }

    // A clamp's finite end must stay where it is; widening the other one only wastes integers.
    private static Interval Stretch(Activation activation, Interval range, double widen)
    {
        var extra = range.Span * (widen - 1);
        return activation.Kind == ActivationKind.Clamp && double.IsFinite(activation.Lower)
            ? new Interval(range.Lower, range.Upper + extra)
            : activation.Kind == ActivationKind.Clamp && double.IsFinite(activation.Upper)
                ? new Interval(range.Lower - extra, range.Upper)
                : new Interval(range.Lower - extra / 2, range.Upper + extra / 2);
    }

    private static ((int[] Weights, long[] Bias)? Integers, double Largest) Integers(
        DenseLayer layer, AffineGrid input, AffineGrid v, int shift)
    {
        var factor = input.Scale / v.Scale * Math.Pow(2, shift);
        var (weights, bias) = (new int[layer.Weights.Length], new long[layer.Rows]);
        var largest = layer.Weights.Max(Math.Abs) * factor;
        if (largest > int.MaxValue - 1)
        {
            return (null, largest);
        }
        for (var i = 0; i < layer.Rows; i++)
        {
            Int128 sum = 0;
            for (var k = 0; k < layer.Inner; k++)
            {
                var weight = (int)Math.Round(layer.Weights[i * layer.Inner + k] * factor);
                weights[i * layer.Inner + k] = weight;
                sum += weight;
            }
            var constant = Math.Round((layer.Bias[i] / v.Scale + v.Zero) * Math.Pow(2, shift));
            var shifted = input.Zero == Math.Round(input.Zero)
                ? (Int128)input.Zero * sum : (Int128)Math.Round(input.Zero * (double)sum);
            var total = (Int128)constant - shifted;
            if (!(Math.Abs(constant) < long.MaxValue) || total > long.MaxValue || total < long.MinValue)
            {
                // As if a weight were too large by the same factor.
                return (null, int.MaxValue * Math.Max(2, Math.Abs(constant) / long.MaxValue));
            }
            bias[i] = (long)total;
        }
        return ((weights, bias), largest);
    }
}
