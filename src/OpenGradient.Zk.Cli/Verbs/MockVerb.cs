// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Proving;
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
        var mocked = await context.Reporter.RunAsync("mock", "Inference and constraints", _ =>
            Task.Run(() => circuit.Mock(entries), context.CancellationToken)).ConfigureAwait(false);
        if (mocked.Failure is { } failed)
        {
            return Broken(circuit, failed);
        }
        SaturationCheck.Warn(model, sample, context.Reporter);
        var (publicInputs, outputs) = TensorValues.Read(model.Schema, mocked.Published);
        var data = new { Outputs = outputs, PublicInputs = publicInputs, ConstraintsHold = true, Failed = (string?)null, CircuitDigest = circuit.Digest.ToString() };
        return new VerbResult(data, console => Facts.Show(console,
            [.. outputs.Select(Facts.Output), ("constraints", "all hold")]));
    }

    private static VerbResult Broken(NativeCircuit circuit, MockFailure failed)
    {
        var data = new
        {
            Outputs = Array.Empty<TensorValues>(), PublicInputs = Array.Empty<TensorValues>(), ConstraintsHold = false, Failed = failed.Layer ?? "",
            CircuitDigest = circuit.Digest.ToString(),
        };
        return new VerbResult(data, console => Facts.Show(console, ("constraints", "BROKEN"), ("node", data.Failed)), new Failure(
            ExitCode.ProofInvalid, "constraint_failed", $"A constraint does not hold: {failed.Sentence}",
            "No input should do this: please report it with the model's shape."));
    }
}
