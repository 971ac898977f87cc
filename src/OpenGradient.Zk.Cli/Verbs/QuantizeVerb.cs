// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

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
        var data = new
        {
            summary.Name, summary.Bits, summary.Parameters, summary.Macs, summary.CalibrationRows, summary.MaxAbsError, summary.MeanAbsError,
            Quantized = new { Bytes = new FileInfo(model.QuantizedPath).Length, Path = model.QuantizedPath },
            SchemaHash = model.Schema.Hash.ToString(), model.Schema.Inputs, model.Schema.Outputs,
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("model", summary.Name), ("activations", Facts.Text(summary.Bits) + " bits"), ("parameters", Facts.Count(summary.Parameters)),
            ("largest error", Facts.Error(summary.MaxAbsError, summary.CalibrationRows)), ("quantized model (secret)", model.QuantizedPath)));
    }
}
