// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk mock: integer inference and every constraint checked, without a proof.</summary>
internal static class MockVerb
{
    internal static Command Command() => Verb.Create(
        "mock", "Run the integer inference and check every constraint, without proving.", [.. ModelOptions.Quantizing, ProveVerb.Input], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var inputPath = context.Get(ProveVerb.Input)!;
        var pipeline = ModelOptions.Pipeline(context);
        var sample = InputFile.Read(inputPath);
        var model = await pipeline.PrepareAsync(context.Get(ModelOptions.Model), sample, context.CancellationToken).ConfigureAwait(false);
        int[] entries = [.. InputQuantizer.Quantize(model.Schema, sample, OutOfRange.Refuse, inputPath).SelectMany(values => values)];
        using var circuit = await ZkPipeline.OpenCircuitAsync(model, context.CancellationToken).ConfigureAwait(false);
        var published = await context.Reporter.RunAsync("mock", "Inference and constraints", _ =>
            Task.Run(() => circuit.Mock(entries), context.CancellationToken)).ConfigureAwait(false);
        var (publicInputs, outputs) = TensorValues.Read(model.Schema, published);
        var data = new { Outputs = outputs, PublicInputs = publicInputs, ConstraintsHold = true, CircuitDigest = circuit.Digest.ToString() };
        return new VerbResult(data, console => Facts.Show(console,
            [.. outputs.Select(tensor => ($"output {tensor.Name}", Facts.Tensor(tensor))), ("constraints", "all hold")]));
    }
}
