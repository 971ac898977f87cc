// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk devnet: a local chain with the contracts on it, until Ctrl-C.</summary>
internal static class DevnetVerb
{
    private static readonly Option<int> Port = new("--port") { Description = "Where to listen on 127.0.0.1; 0 takes a free port.", DefaultValueFactory = _ => 8545 };

    private static readonly Option<string> Output = new("--out", "-o") { Description = "Where to write the addresses.", DefaultValueFactory = _ => "deployment.json" };

    private static readonly TimeSpan SameMoment = TimeSpan.FromMilliseconds(200);

    internal static Command Command() => Verb.Create(
        "devnet", "Run a local chain with verifier, key store and registry until Ctrl-C.", [Port, Output, ModelOptions.Srs], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var output = OutputPath.Require(context.Get(Output)!, Output.Name);
        var pipeline = new ZkPipeline(
            new PipelineOptions { SrsPath = context.Get(ModelOptions.Srs) }, ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);
        using var srs = await pipeline.OpenSrsAsync(Srs.DeploymentLog2Size, context.CancellationToken).ConfigureAwait(false);
        var devnet = await Devnet.StartAsync(new DevnetOptions { Port = context.Get(Port) }, context.CancellationToken).ConfigureAwait(false);
        try
        {
            using var sender = devnet.CreateSender();
            var (file, gas, _) = await new ModelDeployer(sender, context.Reporter).DeploySharedAsync(srs, null, context.CancellationToken).ConfigureAwait(false);
            file.Write(output);
            var data = new
            {
                Rpc = devnet.Address.ToString(), devnet.ChainId, devnet.Hardfork, file.Verifier, file.KeyStore, file.Registry, file.Srs,
                InsecureSrs = file.Insecure, Account = devnet.Key.Address.ToString(), GasUsed = gas.Total, Deployment = output,
            };
            return new VerbResult(data, console => Facts.Show(console,
                ("rpc", data.Rpc), ("chain id", Facts.Text(data.ChainId)), ("account", $"{data.Account} (published key: --dev-account)"), ("verifier", file.Verifier!),
                ("key store", file.KeyStore!), ("registry", file.Registry!), ("deployment", output), ("stop", "Ctrl-C")))
            {
                Until = () => WaitAsync(devnet, context.CancellationToken),
            };
        }
        catch
        {
            await devnet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Ctrl-C is how this verb is meant to end. A terminal sends it to the chain as well, which may be the quicker one: an end
    // that a moment later is explained by it is none by itself.
    private static async Task<Failure?> WaitAsync(Devnet devnet, CancellationToken cancellationToken)
    {
        await using (devnet.ConfigureAwait(false))
        {
            var ended = devnet.WaitForExitAsync(CancellationToken.None);
            await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
            await Task.Delay(ended.IsCompleted ? SameMoment : TimeSpan.Zero, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return cancellationToken.IsCancellationRequested ? null : new Failure(
                ExitCode.Chain, "devnet_ended",
                $"The local chain at {devnet.Address} ended by itself (exit code {await ended.ConfigureAwait(false)}); everything on it is gone.",
                "Start it again: ogzk devnet. Whatever it should have kept must be deployed again.");
        }
    }
}
