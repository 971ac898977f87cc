// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>
/// The sum of one row before its requantisation, as it is published (protocol.md §3.5): acc = q·2^s + ρ with s = 2T,
/// q = ⌊(acc + 2^(s−1)) / 2^s⌋ not saturated, −2^(s−1) ≤ ρ &lt; 2^(s−1). The two integers fit 32 bits for every T; acc has
/// up to 64.
/// </summary>
/// <param name="Quotient">q.</param>
/// <param name="Remainder">ρ.</param>
public readonly record struct ExactAccumulator(int Quotient, int Remainder)
{
    /// <summary>The words of a sum.</summary>
    /// <param name="accumulator">Σ W·x + b.</param>
    /// <param name="bits">T.</param>
    /// <exception cref="OverflowException">The quotient does not fit 32 bits: the sum lies far outside of the bound of protocol.md §3.4.</exception>
    public static ExactAccumulator Of(long accumulator, int bits)
    {
        var shift = 2 * bits;
        checked
        {
            var quotient = (accumulator + (1L << (shift - 1))) >> shift; // >> on a signed integer is the floor
            // In 128 bits: for T = 16, q·2^s may be −2^63 where acc lies above it, and the difference still fits.
            return new ExactAccumulator((int)quotient, (int)(accumulator - ((Int128)quotient << shift)));
        }
    }

    /// <summary>acc. Words of unknown origin may mean a little more than 64 bits.</summary>
    /// <param name="bits">T.</param>
    public Int128 Value(int bits) => ((Int128)Quotient << (2 * bits)) + Remainder;

    /// <summary>
    /// (acc·2^−s − z)·scale. The whole part is subtracted in integers first, so near the zero point, where most digits
    /// would cancel, nothing is lost; acc as one double would lose its last bits from T = 14 on.
    /// </summary>
    /// <param name="tensor">The output it is an entry of.</param>
    public double Real(TensorSchema tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return ((long)Quotient - tensor.ZeroPoint + Math.ScaleB(Remainder, -2 * tensor.Bits)) * tensor.Scale;
    }
}
