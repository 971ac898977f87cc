// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

public sealed class SaturationTests
{
    private static (QuantizationResult Result, Saturation Found) Evaluate(Activation activation, double scale, double x)
    {
        var model = Models.Neuron(scale, 0, activation);
        var options = new QuantizationOptions { ActivationBits = 12, InputRanges = new Dictionary<string, (double, double)> { ["x"] = (-8, 8) } };
        var result = Quantizer.Quantize(model, null, Models.Samples(model, 64, -1, 1), options);
        var found = new Saturation(1);
        IntegerEvaluator.Evaluate(result.Model, InputQuantizer.Quantize(result.Model.Schema, [[x]]), found);
        return (result, found);
    }

    [Theory]
    [InlineData(0.5, 0, 0)]
    [InlineData(7.5, 0, 1)]
    [InlineData(-7.5, 1, 0)]
    public void Sums_beyond_the_range_are_counted_at_their_end(double x, int below, int above)
    {
        var (_, found) = Evaluate(Activation.Identity, 1, x);
        Assert.Equal((below, above), (found.Below(0), found.Above(0)));
    }

    [Fact]
    public void The_report_knows_which_end_is_the_activations_own()
    {
        static (bool, bool) Cuts(Activation activation) => Evaluate(activation, 1, 0).Result.Report.Layers[0] is var layer
            ? (layer.CutsBelow, layer.CutsAbove) : default;
        Assert.Equal((true, true), Cuts(Activation.Identity));
        Assert.Equal((false, true), Cuts(Activation.Relu));
        Assert.Equal((false, false), Cuts(Activation.Clamp(-0.25, 0.5)));
        Assert.Equal((false, false), Evaluate(Models.Tanh, 30, 0).Result.Report.Layers[0] is var layer ? (layer.CutsBelow, layer.CutsAbove) : default);
    }

    [Fact]
    public void The_error_of_every_layer_is_measured()
    {
        var model = Models.Random(6, [30, 20, 5], Activation.Relu, Activation.Identity);
        var report = Quantizer.Quantize(model, null, Models.Samples(model, 64, -1, 1)).Report;
        Assert.All(report.Layers, layer => Assert.InRange(layer.MaxAbsError, 1e-6, 0.05));
        Assert.Equal(report.MaxAbsError, report.Layers[^1].MaxAbsError, 1e-9);
    }
}
