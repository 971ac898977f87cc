// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>A workshop with a local chain, on which the tool deployed the digits model and a consumer of it.</summary>
public sealed class ChainWorkshop : IAsyncLifetime
{
    private Devnet? _devnet;

    public Workshop Workshop { get; } = new();

    internal Devnet Devnet => _devnet!;

    internal string Rpc => Devnet.Address.ToString();

    internal string Deployment => Workshop.File("deployment.json");

    internal OgzkOutcome Deploying { get; private set; } = null!;

    /// <summary>A verb with node, account and JSON.</summary>
    internal Task<OgzkOutcome> OnChainAsync(params string[] arguments) =>
        Ogzk.RunAsync([.. arguments, "--rpc", Rpc, "--dev-account", "--artifacts", Workshop.Store, "--json"]);

    /// <summary>A proof made for the consumer's next context.</summary>
    internal async Task<string> RequestedProofAsync(string name)
    {
        var path = Workshop.File(name);
        (await OnChainAsync("prove", Workshop.Model, "--input", Workshop.Input, "--deployment", Deployment, "--out", path)).Succeeded();
        return path;
    }

    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is null)
        {
            return; // every test that needs the chain is skipped, and says so
        }
        await Workshop.InitializeAsync();
        _devnet = await Devnet.StartAsync();
        Deploying = await OnChainAsync("deploy", Workshop.Key, "--consumer", "DigitConsumer", "--out", Deployment);
        Deploying.Succeeded();
    }

    public async Task DisposeAsync()
    {
        if (_devnet is not null)
        {
            await _devnet.DisposeAsync();
        }
        await Workshop.DisposeAsync();
    }
}
