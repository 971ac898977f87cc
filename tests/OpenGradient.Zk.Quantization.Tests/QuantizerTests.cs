// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

public sealed class QuantizerTests
{
    private static QuantizationResult Quantize(Model model, CalibrationSet samples, int bits = 12, double? margin = null) =>
        Quantizer.Quantize(model, null, samples, new QuantizationOptions { ActivationBits = bits, RangeMargin = margin });

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(16)]
    public void The_error_stays_below_the_computed_bound_and_shrinks_with_the_width(int bits)
    {
        foreach (var activation in new[] { Activation.Relu, Activation.Identity, Activation.Clamp(-0.5, 0.75), Models.Tanh })
        {
            var model = Models.Random(bits, [20, 16, 8], activation, Activation.Identity);
            var report = Quantize(model, Models.Samples(model, 64, -1, 1), bits).Report;
            Assert.True(report.MaxAbsError <= report.AnalyticBound, $"{activation.Name}: {report.MaxAbsError} > {report.AnalyticBound}");
            Assert.True(report.MaxAbsError <= 20.0 / (1 << bits), $"{activation.Name}: {report.MaxAbsError}");
            // At 16 bits s is 32, so weights above a half may need more room than 32 bits give.
            Assert.All(report.Layers, layer => Assert.InRange(layer.Widened, 1, bits < 15 ? 1 : 2));
        }
    }

    [Fact]
    public void Every_reachable_sum_of_every_layer_can_be_proven()
    {
        for (var bits = 8; bits <= 16; bits++)
        {
            var model = Models.Random(bits, [50, 30, 10], Models.Tanh, Activation.Identity);
            var quantized = Quantize(model, Models.Samples(model, 40, -1, 1), bits).Model;
            AccumulatorBounds.Require(quantized);
            foreach (var layer in quantized.Layers)
            {
                var (min, max) = AccumulatorBounds.Extremes(quantized, layer);
                var limit = Int128.One << (4 * bits - 1);
                Assert.True(min >= -limit && max < limit);
                Assert.True(Int128.Abs(min) < limit && max < (Int128.One << (bits == 16 ? 63 : 62)));
            }
        }
    }

    [Fact]
    public void The_extremes_of_a_layer_are_reached_by_the_worst_input()
    {
        var model = Models.Random(3, [12, 6], Activation.Identity);
        var quantized = Quantize(model, Models.Samples(model, 40, -1, 1)).Model;
        var layer = quantized.Layers[0];
        var (min, max) = AccumulatorBounds.Extremes(quantized, layer);
        Int128 low = Int128.MaxValue, high = Int128.MinValue;
        for (var i = 0; i < layer.Rows; i++)
        {
            Int128 sum = layer.Bias[i] + (1L << 23), other = sum;
            for (var k = 0; k < layer.Inner; k++)
            {
                var weight = layer.Weights[i * layer.Inner + k];
                sum += (Int128)weight * (weight > 0 ? 4095 : 0);
                other += (Int128)weight * (weight > 0 ? 0 : 4095);
            }
            (low, high) = (Int128.Min(low, other), Int128.Max(high, sum));
        }
        Assert.Equal((low, high), (min, max));
    }

    [Fact]
    public void A_model_that_breaks_the_bound_is_refused_with_its_layer()
    {
        var model = new QuantizedModel(
            "m", 8, default, [new TensorSchema("x", [1], 1, 0, Visibility.Private, 8)],
            [new QuantizedLayer("too much", 0, 1, 1, [int.MaxValue], [0], 0)],
            [new QuantizedOutput(new TensorSchema("y", [1], 1, 0, Visibility.Public, 8), 1)], []);
        var refused = Assert.Throws<QuantizationException>(() => AccumulatorBounds.Require(model));
        Assert.Equal("too much", refused.Layer);
        // The sums follow from the weights; only the limit is named.
        Assert.DoesNotContain($"{int.MaxValue * 255L}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"{int.MaxValue * 255L + (1 << 15)}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_is_exact_at_inputs_and_outputs()
    {
        var model = Models.Random(1, [6, 4], Activation.Relu);
        var quantized = Quantize(model, Models.Samples(model, 40, -0.7, 1.3)).Model;
        Assert.Equal(0, quantized.Outputs[0].Tensor.ZeroPoint);
        Assert.Equal(quantized.Inputs[0].ZeroPoint, InputQuantizer.Quantize(quantized.Schema, [new double[6]])[0][0]);
    }

    [Fact]
    public void Values_on_a_grid_are_hit_exactly()
    {
        var model = Models.Neuron(1, 0, Activation.Identity);
        var pixels = new CalibrationSet([.. Enumerable.Range(0, 17).Select(p => new[] { new[] { (double)p } })]);
        var input = Quantize(model, pixels).Model.Inputs[0];
        for (var p = 0; p <= 16; p++)
        {
            Assert.Equal(p, Math.Round(p / input.Scale) * input.Scale, 12);
        }
        Assert.Equal(16, input.Upper, 0.1);
    }

    [Fact]
    public void A_clip_clamps_where_it_should()
    {
        var model = Models.Neuron(3, 0, Activation.Clamp(-1, 0.5));
        var result = Quantize(model, Models.Samples(model, 64, -1, 1));
        var step = result.Model.Outputs[0].Tensor.Scale;
        Assert.Equal(-1, Models.Evaluate(result.Model, -1)[0], step);
        Assert.Equal(0.5, Models.Evaluate(result.Model, 1)[0], step);
        Assert.Equal(0.3, Models.Evaluate(result.Model, 0.1)[0], 2 * step);
        Assert.Equal(0, result.Model.Layers[0].Function);
    }

    [Fact]
    public void A_clip_between_layers_clamps_exactly_though_its_zero_is_not_whole()
    {
        var model = Models.Make(
            1,
            new DenseLayer("clip", 0, 1, 1, [3], [0], Activation.Clamp(-1, Math.Sqrt(2) / 2)),
            new DenseLayer("out", 1, 1, 1, [1], [0], Activation.Identity));
        var quantized = Quantize(model, Models.Samples(model, 64, -1, 1)).Model;
        var step = quantized.Outputs[0].Tensor.Scale;
        Assert.Equal(-1, Models.Evaluate(quantized, -0.9)[0], 0.51 * step);
        Assert.Equal(Math.Sqrt(2) / 2, Models.Evaluate(quantized, 0.9)[0], 0.51 * step);
    }

    [Theory]
    [InlineData(-4.0, 4.0)]
    [InlineData(-30.0, 30.0)] // mostly saturated
    [InlineData(0.5, 1.5)]
    [InlineData(-1e-3, 1e-3)]
    public void Curves_follow_their_function(double lower, double upper)
    {
        foreach (var f in new[]
        {
            Models.Tanh,
            Activation.Curve("Sigmoid", x => 1 / (1 + Math.Exp(-x))),
            Activation.Curve("Gelu", x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
            Activation.Curve("Square", x => x * x),
            Activation.Curve("Constant", _ => 0.5),
        })
        {
            var model = Models.Neuron(1, 0, f);
            var result = Quantize(model, Models.Samples(model, 200, lower, upper));
            var table = result.Model.Functions[result.Model.Layers[0].Function - 1];
            Assert.Equal(0, table.Values[0]);
            Assert.True(table.Max - table.Min < 1 << 12);
            var report = result.Report;
            Assert.True(report.MaxAbsError <= report.AnalyticBound, $"{f.Name} on [{lower}, {upper}]: {report.MaxAbsError} > {report.AnalyticBound}");
            Assert.True(report.MaxAbsError <= 0.01 * report.LargestOutput, $"{f.Name} on [{lower}, {upper}]: {report.MaxAbsError}");
        }
    }

    [Fact]
    public void A_curve_that_goes_down_and_up_feeds_the_next_layer_with_negative_entries()
    {
        var valley = Activation.Curve("Valley", x => x * x - x);
        var model = Models.Make(
            1, new DenseLayer("valley", 0, 1, 1, [1], [0], valley), new DenseLayer("out", 1, 1, 1, [-2], [1], Activation.Identity));
        var result = Quantize(model, Models.Samples(model, 200, 0, 2));
        Assert.True(result.Model.RangeOf(1).Min < 0);
        Assert.True(result.Report.MaxAbsError < 4 * 4.0 / 4096);
    }

    [Fact]
    public void The_same_function_on_the_same_range_is_one_table()
    {
        var model = new Model(
            "two", default, [new TensorInfo("x", [2], TensorElementType.Float32)],
            [
                new DenseLayer("a", 0, 2, 2, [1, 0, 0, 1], [0, 0], Models.Tanh),
                new DenseLayer("b", 0, 2, 2, [0, 1, 1, 0], [0, 0], Models.Tanh),
            ],
            [
                new ModelOutput(new TensorInfo("p", [2], TensorElementType.Float32), 1),
                new ModelOutput(new TensorInfo("q", [2], TensorElementType.Float32), 2),
            ]);
        Assert.Single(Quantize(model, Models.Samples(model, 64, -1, 1)).Model.Functions);
    }

    [Fact]
    public void A_calibration_row_outside_of_a_functions_domain_is_refused() => Assert.Contains(
        "NaN",
        Assert.Throws<QuantizationException>(() =>
        {
            var model = Models.Neuron(1, 0, Activation.Curve("Log", Math.Log));
            return Quantize(model, Models.Samples(model, 40, -1, 1));
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_pole_just_outside_of_the_data_is_avoided()
    {
        var model = Models.Neuron(1, 0, Activation.Curve("Log", Math.Log));
        var result = Quantize(model, Models.Samples(model, 40, 0.1, 2));
        Assert.True(result.Report.MaxAbsError < 0.02);
    }

    [Fact]
    public void Huge_weights_do_not_wrap()
    {
        var model = Models.Neuron(1e30, 0, Activation.Identity);
        var result = Quantize(model, Models.Samples(model, 64, -1, 1));
        Assert.Equal(-0.5e30, Models.Evaluate(result.Model, -0.5)[0], 1e27);
        var mixed = Models.Make(2, new DenseLayer("mixed", 0, 2, 2, [1e30, 0, 0, 1], [0, 0], Activation.Relu));
        Assert.InRange(Quantize(mixed, Models.Samples(mixed, 64, -1, 1)).Model.Layers[0].Weights.Max(), 1, int.MaxValue);
    }

    [Fact]
    public void A_bias_that_dwarfs_the_range_is_widened_or_refused_but_never_wraps()
    {
        // v = x·1e-9 + 1e6: the step must be widened until the bias fits 64 bits, or the layer named.
        var model = Models.Make(
            1, new DenseLayer("flat", 0, 1, 1, [1e-9], [1e6], Activation.Identity), new DenseLayer("out", 1, 1, 1, [1], [-1e6], Activation.Identity));
        try
        {
            var result = Quantize(model, Models.Samples(model, 64, -1, 1));
            Assert.True(result.Report.MaxAbsError <= result.Report.AnalyticBound);
        }
        catch (QuantizationException e)
        {
            Assert.Contains("cannot be quantized", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Data_far_from_zero_keeps_its_zero_point_in_bounds()
    {
        var model = Models.Make(
            1, new DenseLayer("far", 0, 1, 1, [2], [3e7], Activation.Identity));
        var options = new QuantizationOptions { InputRanges = new Dictionary<string, (double, double)> { ["x"] = (1e6, 1e6 + 0.5) } };
        var result = Quantizer.Quantize(model, null, CalibrationSet.Empty, options);
        Assert.InRange(Math.Abs(result.Model.Inputs[0].ZeroPoint), 1, 1 << 20);
        Assert.InRange(Math.Abs(result.Model.Outputs[0].Tensor.ZeroPoint), 1, 1 << 20);
        Assert.True(result.Report.MaxAbsError <= result.Report.AnalyticBound);
    }

    [Fact]
    public void The_error_is_about_what_independent_roundings_give()
    {
        var model = Models.Random(6, [60, 40, 10], Activation.Relu, Activation.Identity);
        var report = Quantize(model, Models.Samples(model, 64, -1, 1)).Report;
        Assert.InRange(report.MaxAbsError, report.SixSigma / 12, report.SixSigma);
        Assert.True(report.SixSigma < report.AnalyticBound);
    }

    [Fact]
    public void A_dead_layer_is_no_obstacle()
    {
        var model = Models.Make(
            1, new DenseLayer("dead", 0, 1, 1, [0], [-1], Activation.Relu), new DenseLayer("out", 1, 1, 1, [5], [0.25], Activation.Identity));
        Assert.Equal(0.25, Models.Evaluate(Quantize(model, Models.Samples(model, 64, -1, 1)).Model, 0.3)[0], 1e-3);
    }

    [Fact]
    public void The_width_follows_from_the_error_target()
    {
        var model = Models.Random(2, [30, 20, 5], Activation.Relu, Activation.Identity);
        var samples = Models.Samples(model, 64, -1, 1);
        var loose = Quantizer.Quantize(model, null, samples, new QuantizationOptions { TargetMaxAbsError = 1 });
        var tight = Quantizer.Quantize(model, null, samples, new QuantizationOptions { TargetMaxAbsError = 3e-4 });
        Assert.Equal(12, loose.Model.Bits);
        Assert.InRange(tight.Model.Bits, 13, 16);
        Assert.True(tight.Report.MaxAbsError <= 3e-4);
        var error = Assert.Throws<QuantizationException>(
            () => Quantizer.Quantize(model, null, samples, new QuantizationOptions { TargetMaxAbsError = 1e-9 }));
        Assert.Contains("best error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_calibration_a_declared_range_is_enough()
    {
        var model = Models.Random(4, [8, 4], Activation.Identity);
        Assert.Contains("--input-range", Assert.Throws<InvalidInputException>(() => Quantizer.Quantize(model, null, CalibrationSet.Empty)).Message, StringComparison.Ordinal);
        var options = new QuantizationOptions { InputRanges = new Dictionary<string, (double, double)> { ["x"] = (-2, 3) } };
        var result = Quantizer.Quantize(model, null, CalibrationSet.Empty, options);
        Assert.True(result.Model.Inputs[0].Lower <= -2 && result.Model.Inputs[0].Upper >= 3);
        Assert.True(result.Report.MaxAbsError <= result.Report.AnalyticBound);
        Assert.Equal(64, result.Report.SyntheticSamples);
    }

    [Fact]
    public void Equal_calls_give_equal_bytes()
    {
        var model = Models.Random(4, [8, 6, 4], Models.Tanh, Activation.Identity);
        var samples = Models.Samples(model, 3, -1, 1);
        Assert.Equal(QuantizedModelFile.ToBytes(Quantize(model, samples).Model), QuantizedModelFile.ToBytes(Quantize(model, samples).Model));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var model = Models.Random(4, [8, 4], Activation.Identity);
        var samples = Models.Samples(model, 3, -1, 1);
        Assert.Throws<QuantizationException>(() => Quantizer.Quantize(model, null, samples, new QuantizationOptions { ActivationBits = 7 }));
        Assert.Throws<QuantizationException>(() => Quantizer.Quantize(model, null, samples, new QuantizationOptions { ActivationBits = 17 }));
        Assert.Throws<QuantizationException>(() => Quantizer.Quantize(model, null, samples, new QuantizationOptions { RangeMargin = -1 }));
        Assert.Throws<QuantizationException>(() => Quantizer.Quantize(
            model, null, samples, new QuantizationOptions { PublicInputs = new HashSet<string> { "nobody" } }));
        Assert.Throws<InvalidInputException>(() => Quantizer.Quantize(model, null, new CalibrationSet([[new double[7]]])));
    }

    [Fact]
    public void Inputs_are_private_unless_published()
    {
        var model = Models.Random(4, [8, 4], Activation.Identity);
        var samples = Models.Samples(model, 3, -1, 1);
        Assert.Equal(Visibility.Private, Quantize(model, samples).Model.Inputs[0].Visibility);
        var open = Quantizer.Quantize(model, null, samples, new QuantizationOptions { PublicInputs = new HashSet<string> { "x" } });
        Assert.Equal(Visibility.Public, open.Model.Inputs[0].Visibility);
    }

    [Fact]
    public void A_cancelled_call_stops()
    {
        var model = Models.Random(4, [8, 4], Activation.Identity);
        Assert.Throws<OperationCanceledException>(
            () => Quantizer.Quantize(model, null, Models.Samples(model, 3, -1, 1), null, new CancellationToken(canceled: true)));
    }
}
