// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>Models that this project did not write.</summary>
public sealed class CorporaTests
{
    [CorporaFact]
    public void Malformed_and_unsupported_files_are_refused_in_words()
    {
        foreach (var folder in Directory.GetDirectories(Repository.Corpus("reject")))
        {
            // Weights of 1e30 are valid ONNX, and exact integers have no trouble with them; see the quantizer's tests.
            if (Path.GetFileName(folder) != "huge_weight")
            {
                Assert.ThrowsAny<ZkException>(() => OnnxModel.Import(Path.Combine(folder, "network.onnx")));
            }
        }
    }

    [CorporaTheory]
    [InlineData("node", 90)]
    [InlineData("importer", 25)]
    [InlineData("models", 35)]
    public void What_is_imported_computes_what_onnx_runtime_computes(string corpus, int least)
    {
        var imported = 0;
        foreach (var folder in Directory.GetDirectories(Repository.Corpus(corpus)))
        {
            var path = Path.Combine(folder, "network.onnx");
            if (new FileInfo(path).Length > 4 << 20 || Import(path) is not { } model || model.Macs > 2_000_000)
            {
                continue;
            }
            imported++;
            var sample = InputFile.Read(Path.Combine(folder, "input.json"));
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected_output.json")));
            var (values, _) = FloatEvaluator.Evaluate(model, sample);
            var outputs = expected.RootElement.GetProperty("outputs").EnumerateArray().ToArray();
            Assert.Equal(outputs.Length, model.Outputs.Count);
            for (var o = 0; o < outputs.Length; o++)
            {
                var data = outputs[o].GetProperty("data").EnumerateArray().Select(Number).ToArray();
                var actual = values[model.Outputs[o].Value];
                Assert.True(data.Length == actual.Length, $"{folder}: {data.Length} entries expected, {actual.Length} computed");
                var scale = Math.Max(1, data.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max());
                for (var i = 0; i < data.Length; i++)
                {
                    Assert.True(
                        !double.IsFinite(data[i]) || Math.Abs(data[i] - actual[i]) < 1e-4 * scale,
                        $"{folder}: output {o}[{i}] is {actual[i]}, expected {data[i]}");
                }
            }
        }
        Assert.True(imported >= least, $"only {imported} models of {corpus} were imported");
    }

    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.NaN;

    private static Model? Import(string path)
    {
        try
        {
            return OnnxModel.Import(path);
        }
        catch (ZkException)
        {
            return null;
        }
    }
}
