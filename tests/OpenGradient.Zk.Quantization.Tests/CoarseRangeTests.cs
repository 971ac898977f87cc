// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>Scales and tables are public; what they show of private rows is coarse (protocol.md §11.4).</summary>
public sealed class CoarseRangeTests
{
    [Fact]
    public void An_end_becomes_four_to_seven_times_a_power_of_two_and_at_most_a_quarter_larger()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var range = new Interval(-Math.Exp(20 * (random.NextDouble() - 0.5)), Math.Exp(20 * (random.NextDouble() - 0.5)));
            var coarse = CoarseRange.Outwards(range);
            foreach (var (end, exact) in new[] { (-coarse.Lower, -range.Lower), (coarse.Upper, range.Upper) })
            {
                Assert.InRange(end, exact, 1.25 * exact);
                Assert.Contains(Math.ScaleB(end, 2 - Math.ILogB(end)), new double[] { 4, 5, 6, 7 });
            }
        }
        Assert.Equal(new Interval(0, 16), CoarseRange.Outwards(new Interval(0, 16)));
        Assert.Equal(new Interval(0, 20), CoarseRange.Outwards(new Interval(0, Math.BitIncrement(16))));
        Assert.Equal(new Interval(-1, 0), CoarseRange.Outwards(new Interval(-1, 0)));
    }

    [Fact]
    public void A_range_far_from_zero_keeps_its_span()
    {
        var coarse = CoarseRange.Outwards(new Interval(3e7 + 0.1, 3e7 + 2.3));
        Assert.True(coarse.Lower <= 3e7 + 0.1 && coarse.Upper >= 3e7 + 2.3);
        Assert.True(coarse.Span <= 1.25 * 2.2);
        Assert.Equal(new Interval(1e308, 1.7e308).Upper, CoarseRange.Outwards(new Interval(-1.7e308, 1.7e308)).Upper, 1e308);
    }

    [Fact]
    public void Private_rows_that_differ_in_their_digits_make_the_same_schema_and_tables()
    {
        var model = Models.Random(7, [5, 6, 3], Models.Tanh, Activation.Identity);
        double[] row = [3.14159265358979, -1.2345678901, 0.57721566, 2.718281828, -0.1];
        QuantizedModel Of(double factor, bool isPublic) => Quantizer.Quantize(
            model, null, new CalibrationSet([[[.. row.Select(x => x * factor)]]], isPublic), new QuantizationOptions { ActivationBits = 12 }).Model;

        var (first, second) = (Of(1, false), Of(1 + 1e-7, false));
        Assert.Equal(first.Schema.Json, second.Schema.Json);
        Assert.Equal(first.Functions.SelectMany(table => table.Values), second.Functions.SelectMany(table => table.Values));
        // Without the grid they would differ, so that whoever reads the schema reads the row.
        Assert.NotEqual(Of(1, true).Schema.Json, Of(1 + 1e-7, true).Schema.Json);
    }

    [Fact]
    public void A_scale_comes_from_an_end_with_three_significant_bits()
    {
        var model = Models.Random(7, [2, 3], Activation.Identity);
        var schema = Quantizer.Quantize(
            model, null, new CalibrationSet([[[3.14159265358979, 0.25]]]), new QuantizationOptions { ActivationBits = 12 }).Model.Schema;
        var upper = schema.Inputs[0].Scale * 4095;
        Assert.Contains(Math.Round(Math.ScaleB(upper, 2 - Math.ILogB(upper * (1 + 1e-12))), 9), new double[] { 4, 5, 6, 7 });
    }

    [Fact]
    public void A_declared_range_stays_exact()
    {
        var model = Models.Random(7, [2, 3], Activation.Identity);
        var options = new QuantizationOptions { InputRanges = new Dictionary<string, (double, double)> { ["x"] = (0, 3.3) } };
        Assert.Equal(3.3, Quantizer.Quantize(model, null, CalibrationSet.Empty, options).Model.Inputs[0].Upper, 1e-12);
    }

    [Fact]
    public void A_clip_that_is_published_keeps_its_ends()
    {
        var model = Models.Neuron(3, 0, Activation.Clamp(0, 0.83));
        Assert.Equal(0.83, Quantizer.Quantize(model, null, Models.Samples(model, 8, -1, 1)).Model.Outputs[0].Tensor.Upper, 1e-12);
    }

    [Fact]
    public void A_steep_curve_gets_finer_ends_and_keeps_its_precision()
    {
        var model = Models.Neuron(1, 0, Activation.Curve("Exp", Math.Exp));
        var report = Quantizer.Quantize(model, null, Models.Samples(model, 40, 0, 17.01)).Report;
        Assert.True(report.MaxAbsError <= 0.01 * report.LargestOutput, $"{report.MaxAbsError} of {report.LargestOutput}");
    }
}
