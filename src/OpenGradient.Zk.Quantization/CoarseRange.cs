// SPDX-License-Identifier: Apache-2.0

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// Ranges become scales and tables, and those are public (protocol.md §11.4): an end that came from a private row to its
/// last digit would publish an entry of it. So ends that come from data are moved outwards to few significant bits. With b
/// of them an end becomes m·2^k, 2^(b−1) ≤ m &lt; 2^b, at most 2^(1−b) of its size further out. A range on one side of zero is
/// cut into steps of 2^−b of its span instead, since there the span is what costs precision.
/// </summary>
internal static class CoarseRange
{
    /// <summary>m is 4, 5, 6 or 7: no range becomes wider by more than a quarter.</summary>
    public const int SignificantBits = 3;

    /// <summary>The smallest range with ends of so few bits that holds this one.</summary>
    public static Interval Outwards(Interval range, int significantBits = SignificantBits)
    {
        var coarse = range.Lower <= 0 && range.Upper >= 0
            ? new Interval(-AwayFromZero(-range.Lower, significantBits), AwayFromZero(range.Upper, significantBits))
            : OnSteps(range, Math.ScaleB(1, Math.ILogB(range.Span) - significantBits));
        // Numbers at the end of what a double holds stay what they are; no step can be taken beyond them.
        return double.IsFinite(coarse.Span) && coarse.Span >= range.Span ? coarse : range;
    }

    private static double AwayFromZero(double end, int significantBits)
    {
        if (end <= 0)
        {
            return 0;
        }
        var exponent = Math.ILogB(end) - (significantBits - 1);
        return Math.ScaleB(Math.Ceiling(Math.ScaleB(end, -exponent)), exponent);
    }

    private static Interval OnSteps(Interval range, double step) =>
        new(Math.Floor(range.Lower / step) * step, Math.Ceiling(range.Upper / step) * step);
}
