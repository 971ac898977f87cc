// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// A curve as a table. With f(v) for the real number that v means, and Sf the step of the result:
///   G(v) = round(f(v) / Sf),   F(v) = G(v) − G(0),   real result = (F + G(0)) · Sf, so the zero point is −G(0), whole.
/// </summary>
internal static class CurveTable
{
    private const int Grid = 1 << 12;
    private const double MaxGrowth = 16;
    private const double MaxCoarseGrowth = 1.5;
    private const int FinestBits = 12;

    /// <summary>
    /// As much of the wanted range as is good: the function must be finite, and must not move more than
    /// <see cref="MaxGrowth"/> times as far as it is from 0 on the range that was really seen (else the steps of exp, or of
    /// 1/x near its pole, would become too coarse where the data is). The range shrinks towards the seen one until that holds.
    /// </summary>
    /// <exception cref="QuantizationException">The function is not finite on the range that was seen.</exception>
    public static Interval Sensible(DenseLayer layer, Interval wanted, Interval seen)
    {
        var values = Sample(layer, seen);
        RequireFinite(layer, values.Sum());
        var allowed = MaxGrowth * Math.Max(values.Max(), -values.Min());
        for (var part = 1.0; part > 1e-3; part /= 2)
        {
            var range = new Interval(
                seen.Lower + part * (wanted.Lower - seen.Lower), seen.Upper + part * (wanted.Upper - seen.Upper));
            var more = Sample(layer, range);
            if (double.IsFinite(more.Sum()) && (allowed == 0 || more.Max() - more.Min() <= allowed))
            {
                return range;
            }
        }
        return seen;
    }

    /// <summary>The part of the range in which the function moves: flat ends are cut, since v saturates there.</summary>
    public static Interval Interesting(DenseLayer layer, Interval range, int bits)
    {
        var values = Sample(layer, range);
        var flat = (values.Max() - values.Min()) / (1 << bits) / 4;
        if (flat == 0)
        {
            return range;
        }
        var (first, last) = (0, Grid);
        while (first < Grid - 1 && Math.Abs(values[first + 1] - values[0]) <= flat)
        {
            first++;
        }
        while (last > first + 1 && Math.Abs(values[last - 1] - values[Grid]) <= flat)
        {
            last--;
        }
        return new Interval(range.Lower + range.Span * first / Grid, range.Lower + range.Span * last / Grid);
    }

    /// <summary>
    /// A range with coarse ends that holds this one: the table is public, and shows the ends of what it was made for. As
    /// coarse as <see cref="CoarseRange"/> makes it, unless there the function has a pole or moves much further; then finer.
    /// </summary>
    public static Interval Coarse(DenseLayer layer, Interval range)
    {
        var values = Sample(layer, range);
        var allowed = MaxCoarseGrowth * (values.Max() - values.Min());
        for (var bits = CoarseRange.SignificantBits; bits <= FinestBits; bits++)
        {
            var coarse = CoarseRange.Outwards(range, bits);
            var more = Sample(layer, coarse);
            if (double.IsFinite(more.Sum()) && more.Max() - more.Min() <= allowed)
            {
                return coarse;
            }
        }
        return range;
    }

    /// <param name="layer">The layer whose activation is written down.</param>
    /// <param name="v">The grid of the argument.</param>
    /// <param name="bits">T.</param>
    /// <returns>The table and the grid of its results.</returns>
    public static (FunctionTable Table, AffineGrid Result) Make(DenseLayer layer, AffineGrid v, int bits)
    {
        var count = 1 << bits;
        var values = new double[count];
        for (var j = 0; j < count; j++)
        {
            values[j] = layer.Activation.Apply(v.Real(j));
            RequireFinite(layer, values[j]);
        }
        var span = values.Max() - values.Min();
        // Two steps less than fit: each end may be rounded outwards by half a step.
        var scale = span > 0 ? Math.Max(span / (count - 2), Math.Abs(values[0]) / AffineGrid.MaxZero)
            : values[0] == 0 ? 1 : Math.Abs(values[0]);
        var first = Math.Round(values[0] / scale);
        var table = Array.ConvertAll(values, value => (int)(Math.Round(value / scale) - first));
        return (new FunctionTable(layer.Activation.Name, table), new AffineGrid(scale, -first));
    }

    private static double[] Sample(DenseLayer layer, Interval range)
    {
        var values = new double[Grid + 1];
        for (var j = 0; j <= Grid; j++)
        {
            values[j] = layer.Activation.Apply(range.Lower + range.Span * j / Grid);
        }
        return values;
    }

    private static void RequireFinite(DenseLayer layer, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new QuantizationException(
                layer.Name, $"{layer.Activation.Name} is not defined on all of the range that its argument takes");
        }
    }
}
