// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Quantization;

/// <summary>How integers mean real numbers: real = (integer − zero) · scale.</summary>
/// <param name="Scale">The step; positive.</param>
/// <param name="Zero">The integer that means 0; a whole number for inputs and outputs, any real inside.</param>
internal readonly record struct AffineGrid(double Scale, double Zero)
{
    public double Real(double integer) => (integer - Zero) * Scale;

    /// <summary>The largest |zero point| of an input or output; native code refuses larger ones.</summary>
    public const double MaxZero = 1 << 20;

    /// <summary>The finest grid of integers 0 … max that covers the range and has an integer at 0, within ±2^20.</summary>
    public static AffineGrid WholeZero(Interval range, int max)
    {
        var scale = Math.Max(range.Span / max, Math.Abs(range.Lower) / MaxZero);
        var zero = Math.Round(-range.Lower / scale);
        // Moving the zero to an integer moved the ends by up to half a step: stretch until both are inside again.
        if (zero > 0 && range.Lower < 0)
        {
            scale = Math.Max(scale, -range.Lower / zero);
        }
        if (zero < max && range.Upper > 0)
        {
            scale = Math.Max(scale, range.Upper / (max - zero));
        }
        return new AffineGrid(scale, zero);
    }

    /// <summary>Integer 0 at the lower end, integer max at the upper end.</summary>
    public static AffineGrid Ends(Interval range, int max) => new(range.Span / max, -range.Lower * max / range.Span);
}
