// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk compile: the circuit that native code proves.</summary>
internal static class CompileVerb
{
    internal static Command Command() => Verb.Create(
        "compile", "Compile a model into the circuit that is proven.", ModelOptions.Quantizing, RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var pipeline = ModelOptions.Pipeline(context);
        var model = await pipeline.PrepareAsync(context.Get(ModelOptions.Model), null, context.CancellationToken).ConfigureAwait(false);
        using var circuit = await ZkPipeline.OpenCircuitAsync(model, context.CancellationToken).ConfigureAwait(false);
        var data = new
        {
            CircuitDigest = circuit.Digest.ToString(), circuit.Log2Size,
            Circuit = new { Bytes = new FileInfo(model.CircuitPath).Length, Path = model.CircuitPath },
            SchemaHash = model.Schema.Hash.ToString(),
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("circuit digest", data.CircuitDigest), ("size", $"2^{Facts.Text(circuit.Log2Size)} entries"), ("circuit (secret)", model.CircuitPath)));
    }
}
