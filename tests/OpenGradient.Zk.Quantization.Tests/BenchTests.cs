// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>The shapes other provers publish numbers for, with the tolerances of their meta.json.</summary>
public sealed class BenchTests
{
    [CorporaTheory]
    [InlineData("mlp_784_128_10")]
    [InlineData("guy1m0_784_56_10")]
    [InlineData("guy1m0_196_25_10")]
    [InlineData("guy1m0_196_24_14_10")]
    [InlineData("deepprove_mlp_4x128")]
    [InlineData("deepprove_mlp_iris_3x30")]
    [InlineData("jolt_authorization")]
    [InlineData("jolt_article_classification")]
    [InlineData("guy1m0_cnn_14_5_11_80_10_k3")]
    [InlineData("bionetta_mlp2m")]
    [InlineData("deepprove_dense4m")]
    public void Twelve_bits_calibrated_on_one_input_stay_in_tolerance_on_all_inputs(string name)
    {
        string File(string file) => Repository.Corpus("bench", name, file);
        var model = OnnxModel.Import(File("network.onnx"));
        var input = InputFile.Read(File("input.json"));
        var quantized = Quantizer.Quantize(
            model, File("network.onnx"), new CalibrationSet([input]), new QuantizationOptions { ActivationBits = 12 }).Model;
        using var meta = JsonDocument.Parse(System.IO.File.ReadAllText(File("meta.json")));
        var tolerance = meta.RootElement.GetProperty("tolerance").EnumerateObject().Min(t => t.Value.GetProperty("abs").GetDouble());
        using var expected = JsonDocument.Parse(System.IO.File.ReadAllText(File("expected_output.json")));
        Check(quantized, input, expected.RootElement.GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("data")), tolerance);
        using var cases = JsonDocument.Parse(System.IO.File.ReadAllText(File("cases.json")));
        foreach (var item in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            double[][] sample = [.. item.GetProperty("inputs").EnumerateArray().Select(Numbers)];
            Check(quantized, sample, item.GetProperty("outputs").EnumerateArray(), tolerance);
        }
    }

    [CorporaFact]
    public void Weights_of_1e30_are_computed_correctly()
    {
        var model = OnnxModel.Import(Repository.Corpus("reject", "huge_weight", "network.onnx"));
        var samples = new CalibrationSet([[[0.25, -1, 0.5]]]);
        var result = Quantizer.Quantize(model, Repository.Corpus("reject", "huge_weight", "network.onnx"), samples);
        Assert.True(result.Report.MaxAbsError < 0.01 * result.Report.LargestOutput);
    }

    private static void Check(QuantizedModel model, double[][] sample, IEnumerable<JsonElement> expected, double tolerance)
    {
        var entries = InputQuantizer.Quantize(model.Schema, sample);
        var actual = IntegerEvaluator.Dequantized(model, IntegerEvaluator.Evaluate(model, entries));
        foreach (var (data, o) in expected.Select((data, o) => (Numbers(data), o)))
        {
            var worst = data.Zip(actual[o], (a, b) => Math.Abs(a - b)).Max();
            Assert.True(worst <= tolerance, $"output {o} is off by {worst}; the tolerance is {tolerance}");
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
