// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What is deployed and paid for is never lost, and nothing is paid for twice.</summary>
public sealed partial class ChainTests
{
    [NeedsChainFact]
    public async Task A_deployment_that_could_not_be_written_down_is_not_begun()
    {
        var sent = await chain.SentAsync();
        foreach (var output in new[] { chain.Workshop.File("no/such/folder/d.json"), Path.GetDirectoryName(chain.Deployment)! })
        {
            (await DeployAsync("--out", output)).Refused(2, Path.GetDirectoryName(output)!, "--out");
        }
        (await Ogzk.RunAsync("devnet", "--port", "0", "--out", chain.Workshop.File("no/such/folder/d.json"))).Refused(2, "There is no folder", "--out");
        Assert.Equal(sent, await chain.SentAsync());
    }

    [NeedsChainFact]
    public async Task An_interrupted_deployment_is_gone_on_with()
    {
        await using var slow = await Devnet.StartAsync(new DevnetOptions { BlockTime = 2 });
        var output = chain.Workshop.File("interrupted.json");
        string[] deploy = ["deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--consumer", "DigitConsumer", "--out", output];
        var (exitCode, stdout, error) = await InterruptAsync("Deploying the registry", deploy, slow.Address.ToString());
        Assert.Equal(130, exitCode);
        var part = DeploymentFile.Read(output);
        Assert.True(part.Incomplete);
        Assert.NotNull(part.KeyStore);
        Assert.Null(part.ModelId);
        Assert.DoesNotContain("nothing was left half-done", error, StringComparison.Ordinal);
        if (stdout.Length > 0) // nothing where the machine was too busy to end in 400 ms
        {
            Assert.Contains($"--deployment {output}", error, StringComparison.Ordinal);
            var json = JsonDocument.Parse(stdout).RootElement;
            JsonSchema.Check("deploy", json);
            Assert.Equal(part.Verifier, json.GetProperty("data").GetProperty("verifier").GetString());
            Assert.True(json.GetProperty("data").GetProperty("incomplete").GetBoolean());
        }

        var done = (await Ogzk.RunAsync([.. deploy, "--deployment", output, "--rpc", slow.Address.ToString(), "--dev-account", "--artifacts", chain.Workshop.Store, "--json"])).Succeeded();
        JsonSchema.Check("deploy", done.Json);
        var whole = DeploymentFile.Read(output);
        Assert.Equal((part.Verifier, part.KeyStore, false, null), (whole.Verifier, whole.KeyStore, whole.Incomplete, whole.Pending));
        Assert.NotNull(whole.Consumer);
        // Verifier, key store, registry, key, model, consumer: each once.
        Assert.Equal(6UL, await slow.Client.GetNonceAsync(slow.Key.Address));
    }

    [NeedsChainFact]
    public async Task A_contract_that_was_announced_and_never_mined_is_deployed_after_all()
    {
        var nowhere = "0x00000000000000000000000000000000000000bb";
        var part = chain.Edited(
            chain.Deployment, "announced.json", ("incomplete", true), ("registry", nowhere), ("pending", "0x" + new string('2', 64)), ("key", null), ("modelId", null), ("consumer", null));
        var data = (await DeployAsync("--deployment", part, "--out", chain.Workshop.File("announced-done.json"))).Succeeded().Data;
        Assert.Equal(chain.Deploying.Data.GetProperty("verifier").GetString(), data.GetProperty("verifier").GetString());
        Assert.NotEqual(nowhere, data.GetProperty("registry").GetString());
        // Said to be complete, the same file is wrong.
        var wrong = chain.Edited(chain.Deployment, "nowhere.json", ("registry", nowhere));
        (await DeployAsync("--deployment", wrong, "--out", chain.Workshop.File("never.json"))).Refused(2, nowhere, "no contract at all");
    }

    [NeedsChainFact]
    public async Task What_is_not_our_contract_is_not_used_again()
    {
        var sent = await chain.SentAsync();
        var (verifier, store) = (chain.Deploying.Data.GetProperty("verifier").GetString()!, chain.Deploying.Data.GetProperty("keyStore").GetString()!);
        foreach (var (field, found, expected) in new[] { ("verifier", store, "ModelVerifier"), ("keyStore", verifier, "KeyStore"), ("registry", store, "ModelRegistry") })
        {
            var foreign = chain.Edited(chain.Deployment, "foreign.json", (field, found));
            (await DeployAsync("--deployment", foreign, "--out", chain.Workshop.File("never.json"))).Refused(2, $"{found} is not the {expected}");
        }
        Assert.Equal(sent, await chain.SentAsync());

        // Our registry, and our key store: but not the one where that registry looks for keys.
        using var sender = chain.Devnet.CreateSender();
        var other = (await new OnChainDeployer(sender).DeployKeyStoreAsync()).Address.ToString();
        var registry = chain.Deploying.Data.GetProperty("registry").GetString()!;
        var split = chain.Edited(chain.Deployment, "split.json", ("keyStore", other));
        foreach (var dry in new string[][] { [], ["--dry-run"] })
        {
            (await DeployAsync(["--deployment", split, "--out", chain.Workshop.File("never.json"), .. dry])).Refused(2, $"{registry} is not the ModelRegistry", "made with other values");
        }
        Assert.Equal(sent + 1, await chain.SentAsync()); // the other key store
        Assert.False(File.Exists(chain.Workshop.File("never.json")));
    }

    [NeedsChainFact]
    public async Task A_dry_deployment_says_what_it_would_send_and_sends_nothing()
    {
        var (sent, output) = (await chain.SentAsync(), chain.Workshop.File("dry.json"));
        var fresh = (await DeployAsync("--dry-run", "--consumer", "DigitConsumer", "--out", output)).Succeeded();
        JsonSchema.Check("deploy", fresh.Json);
        var steps = fresh.Data.GetProperty("transactions").EnumerateArray().ToList();
        Assert.Equal(
            ["deploy ModelVerifier", "deploy KeyStore", "deploy ModelRegistry", "store the verifying key", "register the model", "deploy DigitConsumer"],
            steps.Select(step => step.GetProperty("step").GetString()));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => sent + (ulong)i), steps.Select(step => step.GetProperty("nonce").GetUInt64()));
        Assert.InRange(steps[0].GetProperty("gasLimit").GetInt64(), 5_000_000, 16_777_216);
        // With what is there already only the consumer is missing.
        var rest = (await DeployAsync("--dry-run", "--consumer", "DigitConsumer", "--deployment", chain.Deployment, "--out", output)).Succeeded();
        JsonSchema.Check("deploy", rest.Json);
        var consumer = Assert.Single(rest.Data.GetProperty("transactions").EnumerateArray());
        Assert.Equal(rest.Data.GetProperty("consumer").GetString(), consumer.GetProperty("to").GetString());
        Assert.Equal(chain.Deploying.Data.GetProperty("modelId").GetString(), rest.Data.GetProperty("modelId").GetString());
        Assert.Equal(sent, await chain.SentAsync());
        Assert.False(File.Exists(output));

        // And that is where it goes.
        var done = (await DeployAsync("--consumer", "DigitConsumer", "--deployment", chain.Deployment, "--out", output)).Succeeded();
        Assert.Equal(rest.Data.GetProperty("consumer").GetString(), done.Data.GetProperty("consumer").GetString());
    }

    private Task<OgzkOutcome> DeployAsync(params string[] more) => chain.OnChainAsync(["deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, .. more]);
}
