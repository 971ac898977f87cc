// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Quantization;

/// <summary>A closed range of real numbers; empty until something is included.</summary>
/// <param name="Lower">The smallest number.</param>
/// <param name="Upper">The largest number.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Contains nothing.</summary>
    public static Interval Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Upper − lower.</summary>
    public double Span => Upper - Lower;

    /// <summary>The smallest range that holds this one and x.</summary>
    public Interval Include(double x) => new(Math.Min(Lower, x), Math.Max(Upper, x));

    /// <summary>Wider by a part of the span at both ends.</summary>
    public Interval Widen(double part) => new(Lower - part * Span, Upper + part * Span);

    /// <summary>What lies in both.</summary>
    public Interval Intersect(Interval other) => new(Math.Max(Lower, other.Lower), Math.Min(Upper, other.Upper));
}
