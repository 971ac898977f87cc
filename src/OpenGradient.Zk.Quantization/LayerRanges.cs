// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Chooses what the integers of a layer cover before its activation.</summary>
internal static class LayerRanges
{
    /// <param name="layer">The layer.</param>
    /// <param name="observed">What all samples showed before the activation.</param>
    /// <param name="given">What the caller's own samples showed; the same as <paramref name="observed"/> without any.</param>
    /// <param name="reachable">What the layer can compute at all from the range of its input.</param>
    /// <param name="margin">How far beyond the observed range to go, as a part of its span.</param>
    /// <param name="bits">T.</param>
    public static Interval Choose(DenseLayer layer, Interval observed, Interval given, Interval reachable, double margin, int bits)
    {
        var f = layer.Activation;
        if (f.Kind == ActivationKind.Clamp)
        {
            var after = new Interval(f.Apply(observed.Lower), f.Apply(observed.Upper));
            return NotEmpty(after.Widen(margin).Intersect(new Interval(f.Lower, f.Upper))
                .Intersect(new Interval(f.Apply(reachable.Lower), f.Apply(reachable.Upper))), f);
        }
        var range = NotEmpty(observed.Widen(margin).Intersect(reachable), f);
        return f.Kind == ActivationKind.Curve
            ? CurveTable.Interesting(layer, CurveTable.Sensible(layer, range, NotEmpty(given, f)), bits)
            : range;
    }

    /// <summary>The exact range of W·x + b for x in a box.</summary>
    public static Interval Reachable(DenseLayer layer, Interval x)
    {
        var result = Interval.Empty;
        for (var i = 0; i < layer.Rows; i++)
        {
            double low = layer.Bias[i], high = layer.Bias[i];
            foreach (var weight in layer.Weights.AsSpan(i * layer.Inner, layer.Inner))
            {
                low += weight * (weight > 0 ? x.Lower : x.Upper);
                high += weight * (weight > 0 ? x.Upper : x.Lower);
            }
            result = result.Include(low).Include(high);
        }
        return result;
    }

    // A layer that never moves still needs a step: one unit around the value, on the side the clamp allows.
    private static Interval NotEmpty(Interval range, Activation f)
    {
        var unit = Math.Max(Math.Abs(range.Lower), 1) * 1e-3;
        return range.Span > unit * 1e-6 ? range
            : range.Upper + unit <= f.Upper ? new Interval(range.Lower, range.Lower + unit)
            : new Interval(range.Upper - unit, range.Upper);
    }
}
