// SPDX-License-Identifier: Apache-2.0
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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

    /// <summary>A file of JSON with some fields changed; null removes one.</summary>
    internal string Edited(string source, string name, params (string Field, JsonNode? Value)[] changes)
    {
        var json = JsonNode.Parse(File.ReadAllText(source))!;
        foreach (var (path, value) in changes)
        {
            var fields = path.Split('.');
            var owner = fields[..^1].Aggregate(json.AsObject(), (at, field) => at[field]!.AsObject());
            if (value is null)
            {
                owner.Remove(fields[^1]);
            }
            else
            {
                owner[fields[^1]] = value.DeepClone();
            }
        }
        return Workshop.Write(name, json.ToJsonString());
    }

    /// <summary>How many transactions the account sent.</summary>
    internal Task<ulong> SentAsync() => Devnet.Client.GetNonceAsync(Devnet.Key.Address);

    /// <summary>A method that only development nodes have.</summary>
    internal async Task AskAsync(string method, params object[] parameters)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(Rpc, new { jsonrpc = "2.0", id = 1, method, @params = parameters });
        Assert.DoesNotContain("\"error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is null)
        {
            return; // every test that needs the chain is skipped, and says so
        }
        await Workshop.InitializeAsync();
        _devnet = await Devnet.StartAsync();
        Deploying = await OnChainAsync("deploy", Workshop.Key, "--proof", Workshop.Proof, "--consumer", "DigitConsumer", "--out", Deployment);
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
