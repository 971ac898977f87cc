// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Demo;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk demo: the whole corridor on this machine, with a local chain.</summary>
internal static class DemoVerb
{
    private const string Folder = "demo";

    private static readonly Option<string> Model = new("--model") { Description = "A model under circuits/models.", DefaultValueFactory = _ => "digits" };

    private static readonly Option<int> Row = new("--row") { Description = "The test row to prove.", DefaultValueFactory = _ => 0 };

    // Refused before the demo clears its folder.
    private static readonly Option<int> Runs = ModelOptions.Checked(
        new Option<int>("--runs") { Description = $"Prove this often, 1 to {DemoOptions.MostRuns} times, and report the median.", DefaultValueFactory = _ => 1 },
        runs => runs is >= 1 and <= DemoOptions.MostRuns ? null : $"--runs takes 1 to {DemoOptions.MostRuns}, not {runs}.");

    internal static Command Command() => Verb.Create(
        "demo", "Prove a small network here and verify it on a local Ethereum chain, from nothing.",
        [Model, Row, Runs, ModelOptions.Bits, ModelOptions.Srs, ModelOptions.RequireCeremony, ModelOptions.Threads], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var model = DemoModel.Find(context.Get(Model)!);
        var options = new PipelineOptions
        {
            Bits = context.Get(ModelOptions.Bits), CalibrationPath = model.CalibrationPath, SrsPath = context.Get(ModelOptions.Srs),
            RequireCeremony = context.Get(ModelOptions.RequireCeremony), Threads = context.Get(ModelOptions.Threads),
        };
        var store = Fresh(context);
        var runner = new DemoRunner(new ZkPipeline(options, store, context.Reporter), context.Reporter);
        var report = await runner.RunAsync(
            model, new DemoOptions { Model = context.Get(Model)!, Row = context.Get(Row), Runs = context.Get(Runs) }, context.CancellationToken).ConfigureAwait(false);
        var broken = report.BrokenPromises;
        var failure = broken.Count == 0 ? null : new Failure(
            broken.Count == 1 && !report.IsAccurate ? ExitCode.Accuracy : ExitCode.ProofInvalid, "promise_broken", string.Join(" ", broken));
        return new VerbResult(DemoOutput.Data(report), console => DemoOutput.Show(console, report), failure);
    }

    // The demo starts from nothing every time; keys in the store proper, which may be deployed somewhere, stay.
    private static ArtifactStore Fresh(VerbContext context)
    {
        var root = Path.Combine(ArtifactStore.Open(context.Get(CommonOptions.Artifacts)).Root, Folder);
        foreach (var kind in (string[])["models", "keys"])
        {
            var folder = Path.Combine(root, kind);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return new ArtifactStore(root);
    }
}
