// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>Outputs that publish their exact accumulators (protocol.md §3.5).</summary>
public sealed class ExactOutputTests
{
    private static QuantizationResult Quantize(Model model, CalibrationSet samples, bool exact, int bits = 12) =>
        Quantizer.Quantize(model, null, samples, new QuantizationOptions { ActivationBits = bits, PublishAccumulators = exact });

    private static QuantizedModel Exact(int bits = 12)
    {
        var model = Models.Random(9, [8, 6, 4], Models.Tanh, Activation.Identity);
        return Quantize(model, Models.Samples(model, 40, -1, 1), exact: true, bits).Model;
    }

    /// <summary>One layer of 40 rows with random weights, so that sums are negative, inside, and saturated.</summary>
    private static QuantizedModel Layer(int bits, Random random)
    {
        const int rows = 40, inner = 3;
        var size = (long)Math.Min(int.MaxValue, (1L << (2 * bits)) - 1);
        return new QuantizedModel(
            "m", bits, default, [new TensorSchema("x", [inner], 1, 0, Visibility.Private, bits)],
            [
                new QuantizedLayer(
                    "dense", 0, rows, inner, [.. Enumerable.Range(0, rows * inner).Select(_ => (int)random.NextInt64(-size, size))],
                    [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(-(1L << (3 * bits)), 1L << (3 * bits)))], 0),
            ],
            [
                new QuantizedOutput(new TensorSchema("exact", [rows], 0.25, 77, Visibility.Public, bits, Exact: true), 1),
                new QuantizedOutput(new TensorSchema("rounded", [rows], 0.25, 77, Visibility.Public, bits), 1),
            ],
            []);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void The_words_are_the_accumulator_whether_negative_inside_or_saturated(int bits)
    {
        var random = new Random(bits);
        var (below, inside, above) = (0, 0, 0);
        for (var round = 0; round < 25; round++)
        {
            var model = Layer(bits, random);
            AccumulatorBounds.Require(model);
            int[] x = [.. Enumerable.Range(0, 3).Select(_ => random.Next(model.MaxValue + 1))];
            var published = IntegerEvaluator.Published(model, IntegerEvaluator.Evaluate(model, [x]));
            var (words, rounded) = (published[0], published[1]);
            var layer = model.Layers[0];
            Assert.Equal(2 * layer.Rows, words.Length);
            for (var i = 0; i < layer.Rows; i++)
            {
                var sum = Enumerable.Range(0, 3).Aggregate((BigInteger)layer.Bias[i], (total, k) => total + ((BigInteger)layer.Weights[(3 * i) + k] * x[k]));
                var (q, rho) = (words[i], words[layer.Rows + i]);
                Assert.Equal(sum, ((BigInteger)q << model.Shift) + rho);
                Assert.InRange(rho, -(1L << (model.Shift - 1)), (1L << (model.Shift - 1)) - 1);
                Assert.Equal(Math.Clamp(q, 0, model.MaxValue) - 77, rounded[i]); // the same quotient, not saturated
                (below, inside, above) = (below + (q < 0 ? 1 : 0), inside + (q >= 0 && q <= model.MaxValue ? 1 : 0), above + (q > model.MaxValue ? 1 : 0));
            }
        }
        Assert.All((int[])[below, inside, above], count => Assert.True(count > 20, $"{below} below, {inside} inside, {above} above"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void Exact_outputs_are_nearer_to_the_float_model_and_below_their_own_bound(int bits)
    {
        foreach (var activation in new[] { Activation.Relu, Activation.Identity, Models.Tanh })
        {
            var model = Models.Random(bits, [20, 16, 8], activation, Activation.Identity);
            var samples = Models.Samples(model, 64, -1, 1);
            var (exact, rounded) = (Quantize(model, samples, exact: true, bits).Report, Quantize(model, samples, exact: false, bits).Report);
            Assert.True(exact.MeanAbsError < rounded.MeanAbsError, $"{activation.Name}: {exact.MeanAbsError} and {rounded.MeanAbsError}");
            Assert.True(exact.MaxAbsError <= exact.AnalyticBound, $"{activation.Name}: {exact.MaxAbsError} > {exact.AnalyticBound}");
            Assert.True(exact.AnalyticBound < rounded.AnalyticBound && exact.SixSigma < rounded.SixSigma);
        }
    }

    [Fact]
    public void A_linear_model_of_grid_inputs_is_exact_up_to_its_weights()
    {
        // x on the grid, so all error there is comes from w rounded to 24 fractional bits.
        var model = Models.Neuron(Math.PI, 0.1, Activation.Identity);
        var pixels = new CalibrationSet([.. Enumerable.Range(0, 17).Select(p => new[] { new[] { (double)p } })]);
        var (exact, rounded) = (Quantize(model, pixels, exact: true).Report, Quantize(model, pixels, exact: false).Report);
        Assert.InRange(exact.MaxAbsError, 0, 1e-5);
        Assert.True(rounded.MaxAbsError > 1e-3, $"{rounded.MaxAbsError}");
    }

    [Fact]
    public void An_exact_output_does_not_saturate()
    {
        var model = Models.Neuron(1, 0, Activation.Identity);
        var options = new QuantizationOptions
        {
            ActivationBits = 12, RangeMargin = 0, SyntheticSamples = 0, InputRanges = new Dictionary<string, (double, double)> { ["x"] = (-10, 10) },
        };
        var samples = Models.Samples(model, 64, -1, 1);
        double At8(bool exact) => Models.Evaluate(Quantizer.Quantize(model, null, samples, options with { PublishAccumulators = exact }).Model, 8)[0];
        Assert.Equal(1, At8(exact: false), 0.1);
        Assert.Equal(8, At8(exact: true), 0.01);
    }

    [Fact]
    public void Outputs_are_requantized_unless_asked_otherwise()
    {
        var model = Models.Random(9, [8, 4], Activation.Identity);
        var output = Quantizer.Quantize(model, null, Models.Samples(model, 40, -1, 1)).Model.Outputs[0].Tensor;
        Assert.False(output.Exact);
        Assert.Equal(output.Size, output.Words);
    }

    public static TheoryData<string> NotLinear => ["Relu", "Clip", "Tanh"];

    [Theory]
    [MemberData(nameof(NotLinear))]
    public void An_output_after_an_activation_is_refused_with_its_node(string name)
    {
        var activation = name switch { "Relu" => Activation.Relu, "Clip" => Activation.Clamp(double.NegativeInfinity, 6), _ => Models.Tanh };
        var model = Models.Random(9, [8, 6, 4], Activation.Identity, activation);
        var samples = Models.Samples(model, 40, -1, 1);
        var refused = Assert.Throws<UnsupportedModelException>(() => Quantize(model, samples, exact: true));
        Assert.Equal(("dense1", name), (refused.Node, refused.OperatorType));
        Assert.Contains("\"y\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("end the model at its last linear node", refused.Message, StringComparison.Ordinal);
        Assert.False(Quantize(model, samples, exact: false).Model.Outputs[0].Tensor.Exact);
    }

    [Fact]
    public void A_clip_without_ends_is_linear()
    {
        var model = Models.Random(9, [8, 4], Activation.Clamp(double.NegativeInfinity, double.PositiveInfinity));
        Assert.True(Quantize(model, Models.Samples(model, 40, -1, 1), exact: true).Model.Outputs[0].Tensor.Exact);
    }

    [Fact]
    public void An_exact_model_survives_its_file()
    {
        var model = Exact();
        var again = QuantizedModelFile.Parse(QuantizedModelFile.ToBytes(model), "x.ogq");
        Assert.True(again.Outputs[0].Tensor.Exact);
        Assert.Equal(model.Schema.Hash, again.Schema.Hash);
        Assert.Equal(QuantizedModelFile.ToBytes(model), QuantizedModelFile.ToBytes(again));
        int[][] entries = [[.. Enumerable.Range(0, 8).Select(i => i * 500)]];
        int[] Words(QuantizedModel m) => IntegerEvaluator.Published(m, IntegerEvaluator.Evaluate(m, entries))[0];
        Assert.Equal(8, Words(model).Length);
        Assert.Equal(Words(model), Words(again));
    }

    [Fact]
    public void A_file_whose_exact_layer_has_a_function_contradicts_itself()
    {
        // The layer's title, then input, rows, inner, function, 32 bits each.
        var refused = Assert.Throws<InvalidArtifactException>(() => Forged("dense1"u8, 6 + 12, [1]));
        Assert.Contains("is exact", refused.Message, StringComparison.Ordinal);
        Assert.Contains("dense1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1   ")]
    public void A_file_that_says_something_else_about_exactness_is_refused(string other) =>
        Assert.Throws<InvalidArtifactException>(() => Forged("exact\":true"u8, 7, System.Text.Encoding.ASCII.GetBytes(other)));

    // An exact model's file with some bytes changed after a mark, under a digest that fits.
    private static QuantizedModel Forged(ReadOnlySpan<byte> mark, int offset, byte[] change)
    {
        var bytes = QuantizedModelFile.ToBytes(Exact());
        var at = bytes.AsSpan().LastIndexOf(mark);
        Assert.True(at > 0);
        change.CopyTo(bytes, at + offset);
        Digest256.Keccak(bytes.AsSpan(36)).ToArray().CopyTo(bytes, 4);
        return QuantizedModelFile.Parse(bytes, "x.ogq");
    }
}
