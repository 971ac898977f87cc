// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Onnx;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>The reference models of circuits/models, end to end in integers.</summary>
public sealed class DigitsTests
{
    [Theory]
    [InlineData("digits", 0.98)]
    [InlineData("digits-tanh", 0.97)]
    public void Integers_classify_the_held_out_digits_like_onnx_runtime(string name, double accuracy)
    {
        var model = OnnxModel.Import(Repository.Model(name));
        var calibration = new CalibrationSet(InputFile.ReadSamples(Repository.Model(name, "calibration.json")));
        var result = Quantizer.Quantize(model, Repository.Model(name), calibration);
        Assert.Equal(12, result.Model.Bits);
        Assert.Equal("ONNX Runtime", result.Report.Reference);
        Assert.True(result.Report.ImportError < 1e-4);
        var samples = InputFile.ReadSamples(Repository.Model(name, "test.json"));
        using var labels = JsonDocument.Parse(File.ReadAllText(Repository.Model(name, "test.json")));
        using var reference = new FloatReference(model, Repository.Model(name));
        int right = 0, same = 0;
        var worst = 0.0;
        for (var s = 0; s < samples.Count; s++)
        {
            var entries = InputQuantizer.Quantize(result.Model.Schema, samples[s]);
            var actual = IntegerEvaluator.Dequantized(result.Model, IntegerEvaluator.Evaluate(result.Model, entries))[0];
            var expected = reference.Run(samples[s])[0];
            right += Largest(actual) == labels.RootElement.GetProperty("cases")[s].GetProperty("label").GetInt32() ? 1 : 0;
            same += Largest(actual) == Largest(expected) ? 1 : 0;
            worst = Math.Max(worst, actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max());
        }
        Assert.Equal(360, samples.Count);
        Assert.True(right >= accuracy * samples.Count, $"{right} of {samples.Count} are right");
        Assert.True(same >= samples.Count - 1, $"{same} of {samples.Count} agree");
        Assert.True(worst <= 0.01 * result.Report.LargestOutput, $"the worst error is {worst}, outputs reach {result.Report.LargestOutput}");
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
