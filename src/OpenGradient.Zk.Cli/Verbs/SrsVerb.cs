// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk srs: what a reference string is, and whether it is sound.</summary>
internal static class SrsVerb
{
    private static readonly Argument<string?> OptionalFile = new("file")
    {
        Description = "A powers-of-tau file (.ptau). Without it: the insecure development string.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string> File = new("file") { Description = "A powers-of-tau file (.ptau)." };

    private static readonly Option<int> Log2Size = new("--log2-size")
    {
        Description = "Check powers for circuits of up to 2^this entries.", DefaultValueFactory = _ => 16,
    };

    internal static Command Command()
    {
        var command = new Command("srs", "Look at reference strings.");
        command.Add(Verb.Create("info", "Print the identity of a reference string.", [OptionalFile],
            context => RunAsync(context, context.Parsed.GetValue(OptionalFile), Srs.VerifierLog2Size), "srs"));
        command.Add(Verb.Create("check", "Check structure, subgroups and consistency of a powers-of-tau file.", [File, Log2Size],
            context => RunAsync(context, context.Get(File), context.Get(Log2Size)), "srs"));
        return command;
    }

    private static async Task<VerbResult> RunAsync(VerbContext context, string? path, int log2Size)
    {
        NativeProver.EnsureAvailable();
        var pipeline = new ZkPipeline(
            new PipelineOptions { SrsPath = path }, ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);
        using var srs = await pipeline.OpenSrsAsync(log2Size, context.CancellationToken).ConfigureAwait(false);
        var data = new { SrsId = srs.Id.ToString(), Insecure = srs.IsInsecure, Path = path, Log2Size = log2Size, Protocol = NativeProver.ProtocolId.ToString() };
        return new VerbResult(data, console => Facts.Show(console,
            ("srs id", data.SrsId), ("kind", srs.IsInsecure ? "INSECURE: its secret is published" : "ceremony"),
            ("checked for", $"circuits of up to 2^{Facts.Text(log2Size)} entries"), ("protocol", data.Protocol)));
    }
}
