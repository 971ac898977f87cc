// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk quantize: the model in exact integers.</summary>
internal static class QuantizeVerb
{
    internal static Command Command() => Verb.Create(
        "quantize", "Write a model in exact integers, and measure the error against ONNX Runtime.", ModelOptions.Quantizing, RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var model = await ModelOptions.Pipeline(context).PrepareAsync(context.Get(ModelOptions.Model), null, context.CancellationToken).ConfigureAwait(false);
        var summary = model.Summary;
        var report = summary.Report;
        var data = new
        {
            summary.Name, summary.Bits, summary.Parameters, summary.Macs, summary.CalibrationRows, summary.MaxAbsError, summary.MeanAbsError,
            Quantized = new { Bytes = new FileInfo(model.QuantizedPath).Length, Path = model.QuantizedPath },
            SchemaHash = model.Schema.Hash.ToString(), model.Schema.Inputs, model.Schema.Outputs,
            report.AnalyticBound, report.SixSigma, report.ImportError, report.LargestOutput, report.SyntheticSamples, report.SyntheticMaxAbsError,
            Layers = report.Layers.Select(layer => new
            {
                layer.Name, layer.Rows, layer.Inner, layer.Activation, layer.MaxAbsError, layer.SaturatedShare, layer.Widened, layer.AccumulatorBits, layer.Scale,
            }),
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("model", summary.Name), ("activations", Facts.Text(summary.Bits) + " bits"), ("parameters", Facts.Count(summary.Parameters)),
            ("largest error", Facts.Error(summary.MaxAbsError, summary.CalibrationRows)),
            ("six sigma", Facts.Step(report.SixSigma) + " (if roundings are independent)"), ("bound", Facts.Step(report.AnalyticBound) + " (while nothing saturates)"),
            ("most saturated", MostSaturated(report)), ("quantized model (secret)", model.QuantizedPath)));
    }

    private static string MostSaturated(QuantizationReport report) => report.Layers.MaxBy(layer => layer.SaturatedShare) is { SaturatedShare: > 0 } layer
        ? string.Create(CultureInfo.InvariantCulture, $"{layer.Name}: {layer.SaturatedShare:P3} of its values") : "none";
}
