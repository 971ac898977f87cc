// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>The integer semantics of circuits/schema/circuit.proto.</summary>
public sealed class IntegerEvaluatorTests
{
    private const int Bits = 8, Shift = 16, Max = 255;

    private static QuantizedModel One(int weight, long bias, params int[][] tables) => new(
        "m", Bits, default,
        [new TensorSchema("x", [1], 1, 0, Visibility.Private, Bits)],
        [new QuantizedLayer("l", 0, 1, 1, [weight], [bias], tables.Length)],
        [new QuantizedOutput(new TensorSchema("y", [1], 0.5, 100, Visibility.Public, Bits), 1)],
        [.. tables.Select(table => new FunctionTable("f", table))]);

    private static int Evaluate(QuantizedModel model, int x) => IntegerEvaluator.Evaluate(model, [[x]])[1][0];

    [Theory]
    [InlineData(32767, 0)] // just below one half
    [InlineData(32768, 1)] // one half rounds up
    [InlineData(98303, 1)]
    [InlineData(98304, 2)]
    [InlineData(-32768, 0)] // minus one half rounds up, too
    [InlineData(-32769, 0)] // −1, clamped
    [InlineData(16744447, 255)]
    [InlineData(99999999, 255)]
    public void Halves_round_up_and_both_ends_clamp(long sum, int v) => Assert.Equal(v, Evaluate(One(0, sum), 7));

    [Fact]
    public void Every_input_agrees_with_the_formula_in_big_integers()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var (weight, bias) = (random.Next(-70000, 70000), random.NextInt64(-(1L << 24), 1L << 24));
            var model = One(weight, bias);
            for (var x = 0; x <= Max; x += 5)
            {
                var sum = new BigInteger(weight) * x + bias + (BigInteger.One << (Shift - 1));
                var quotient = BigInteger.Divide(sum - (((sum % (1 << Shift)) + (1 << Shift)) % (1 << Shift)), 1 << Shift);
                Assert.Equal((int)BigInteger.Max(0, BigInteger.Min(Max, quotient)), Evaluate(model, x));
            }
        }
    }

    [Fact]
    public void A_function_is_looked_up_after_the_clamp()
    {
        var square = Enumerable.Range(0, 256).Select(v => v * v / 256).ToArray();
        Assert.Equal(square[200], Evaluate(One(1 << Shift, 0, square), 200));
        Assert.Equal(square[255], Evaluate(One(2 << Shift, 0, square), 200));
    }

    [Fact]
    public void Published_integers_are_relative_to_the_zero_point()
    {
        var model = One(1 << Shift, 0);
        var values = IntegerEvaluator.Evaluate(model, [[90]]);
        Assert.Equal([-10], IntegerEvaluator.Published(model, values)[0]);
        Assert.Equal([-5.0], IntegerEvaluator.Dequantized(model, values)[0]);
    }

    [Fact]
    public void Entries_that_are_not_entries_are_refused()
    {
        Assert.Throws<InvalidInputException>(() => Evaluate(One(1, 1), 256));
        Assert.Throws<InvalidInputException>(() => Evaluate(One(1, 1), -1));
        Assert.Throws<InvalidInputException>(() => IntegerEvaluator.Evaluate(One(1, 1), [[1, 2]]));
        Assert.Throws<InvalidInputException>(() => IntegerEvaluator.Evaluate(One(1, 1), []));
    }
}
