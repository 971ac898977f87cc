// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

/// <summary>The two words of an accumulator (protocol.md §3.5), against the same in integers of any size.</summary>
public sealed class ExactAccumulatorTests
{
    private static TensorSchema Output(int size, int bits, int zeroPoint = 0, double scale = 1) =>
        new("y", [size], scale, zeroPoint, Visibility.Public, bits, Exact: true);

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void Quotient_and_remainder_are_the_accumulator_for_every_provable_sum(int bits)
    {
        var (limit, half, step) = (BigInteger.One << (4 * bits - 1), BigInteger.One << (2 * bits - 1), BigInteger.One << (2 * bits));
        // −2^(4T−1) ≤ acc + 2^(s−1) < 2^(4T−1), as far as 64 bits hold acc itself.
        var least = BigInteger.Max(-limit - half, long.MinValue);
        var most = limit - half - 1;
        foreach (var sum in Sums(least, most, half, step))
        {
            var words = ExactAccumulator.Of((long)sum, bits);
            var floor = BigInteger.Divide(sum + half - Modulo(sum + half, step), step);
            Assert.Equal(floor, words.Quotient);
            Assert.Equal(sum, (words.Quotient * step) + words.Remainder);
            Assert.InRange(words.Quotient, -half, half - 1);
            Assert.InRange(words.Remainder, -half, half - 1);
            Assert.Equal(sum, (BigInteger)words.Value(bits));
        }
    }

    [Fact]
    public void A_sum_far_outside_of_the_bound_has_no_words() =>
        Assert.Throws<OverflowException>(() => ExactAccumulator.Of(1L << 60, 8));

    [Fact]
    public void Hostile_words_have_a_value_all_the_same() => Assert.Equal(
        -(BigInteger.One << 63) - (BigInteger.One << 31), (BigInteger)new ExactAccumulator(int.MinValue, int.MinValue).Value(16));

    [Fact]
    public void The_real_value_is_relative_to_the_zero_point_and_counts_the_remainder()
    {
        // (5·2^16 − 2^14)·2^−16 − 3 = 1.75
        Assert.Equal([0.875], Output(1, 8, zeroPoint: 3, scale: 0.5).Dequantize([5, -(1 << 14)]));
        Assert.Equal([-1.5], Output(1, 8, zeroPoint: 3, scale: 0.5).Dequantize([0, 0]));
    }

    [Fact]
    public void Nothing_is_lost_where_accumulator_and_zero_point_cancel()
    {
        // acc = (2^22 + 1)·2^32 + 1 has 55 bits: no double holds it, but (acc·2^−32 − 2^22) = 1 + 2^−32 is one.
        var (zero, words) = (1 << 22, new ExactAccumulator((1 << 22) + 1, 1));
        Assert.Equal(1 + Math.ScaleB(1, -32), words.Real(Output(1, 16, zero)));
        Assert.NotEqual(1 + Math.ScaleB(1, -32), Math.ScaleB((double)words.Value(16), -32) - zero);
    }

    [Fact]
    public void All_quotients_come_first_and_all_remainders_after()
    {
        var output = Output(2, 8);
        Assert.Equal(4, output.Words);
        Assert.Equal([new ExactAccumulator(7, 1), new ExactAccumulator(9, 2)], output.Accumulators([7, 9, 1, 2]));
        Assert.Throws<ArgumentException>(() => output.Accumulators([7, 9]));
        Assert.Throws<ArgumentException>(() => output.Dequantize([7, 9, 1, 2, 3]));
        Assert.Throws<InvalidOperationException>(() => (output with { Exact = false }).Accumulators([7, 9]));
    }

    private static IEnumerable<BigInteger> Sums(BigInteger least, BigInteger most, BigInteger half, BigInteger step)
    {
        BigInteger[] edges = [least, least + 1, -step - half, -half - 1, -half, -half + 1, -1, 0, 1, half - 1, half, half + 1, step, most - 1, most];
        var random = new Random(3);
        return edges.Concat(Enumerable.Range(0, 500).Select(_ => least + (((most - least) * random.Next()) / int.MaxValue) + random.Next(1000)))
            .Where(sum => sum >= least && sum <= most);
    }

    private static BigInteger Modulo(BigInteger a, BigInteger m) => ((a % m) + m) % m;
}
