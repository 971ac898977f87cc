// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>deploy, prove for a consumer, submit; and every way in which that goes wrong.</summary>
public sealed partial class ChainTests(ChainWorkshop chain) : IClassFixture<ChainWorkshop>
{
    private const string SomeKey = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    [NeedsChainFact]
    public void Deploying_keeps_its_schema_and_says_that_the_string_is_insecure()
    {
        JsonSchema.Check("deploy", chain.Deploying.Json);
        Assert.True(chain.Deploying.Data.GetProperty("insecureSrs").GetBoolean());
        Assert.Equal(chain.Workshop.Proving.Data.GetProperty("verifyingKeyDigest").GetString(), chain.Deploying.Data.GetProperty("verifyingKeyDigest").GetString());
    }

    [NeedsChainFact]
    public async Task A_proof_made_for_the_consumer_is_accepted_once()
    {
        var proof = await chain.RequestedProofAsync("requested.ogp");
        var submitted = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Succeeded();
        JsonSchema.Check("submit", submitted.Json);
        Assert.True(submitted.Data.GetProperty("verified").GetBoolean());
        Assert.InRange(submitted.Data.GetProperty("gasUsed").GetInt64(), 100_000, 1_000_000);
        var receipt = await chain.Devnet.Client.FindReceiptAsync(TransactionHash.Parse(submitted.Data.GetProperty("transactionHash").GetString()!));
        Assert.True(receipt!.Succeeded);

        var again = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Refused(5, "already submitted", "nothing was sent", "Prove again");
        Assert.Equal("already_submitted", again.Json.GetProperty("error").GetProperty("code").GetString());
        JsonSchema.Check("submit", again.Json);
    }

    [NeedsChainFact]
    public async Task A_tampered_proof_is_refused_by_the_contract_before_anything_is_sent()
    {
        var file = JsonNode.Parse(File.ReadAllText(await chain.RequestedProofAsync("lie.ogp")))!;
        var published = ((string)file["published"]!).ToCharArray();
        published[^1] = published[^1] == '0' ? '1' : '0';
        file["published"] = new string(published);
        var lie = chain.Workshop.Write("tampered.ogp", file.ToJsonString());
        var nonce = await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address);
        (await chain.OnChainAsync("submit", lie, "--deployment", chain.Deployment)).Refused(5, "reverted", "Rejected", "Nothing was sent");
        Assert.Equal(nonce, await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address));
    }

    [NeedsChainFact]
    public async Task A_dry_run_sends_nothing()
    {
        var proof = await chain.RequestedProofAsync("dry.ogp");
        var nonce = await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address);
        var outcome = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment, "--dry-run")).Succeeded();
        JsonSchema.Check("submit", outcome.Json);
        var dry = outcome.Data;
        Assert.False(dry.GetProperty("verified").GetBoolean());
        Assert.True(dry.GetProperty("dryRun").GetBoolean());
        Assert.InRange(dry.GetProperty("gasLimit").GetInt64(), 100_000, 2_000_000);
        Assert.Equal(nonce, await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address));
    }

    [NeedsChainFact]
    public async Task A_second_model_reuses_the_verifier()
    {
        var proof = chain.Workshop.File("tanh.ogp");
        var key = (await Ogzk.RunAsync("prove", Repository.Model("digits-tanh"), "--input", Repository.Model("digits-tanh", "input.json"),
            "--artifacts", chain.Workshop.Store, "--out", proof, "--json")).Succeeded().Data.GetProperty("verifyingKeyPath").GetString()!;
        string[] deploy = ["deploy", key, "--proof", proof, "--deployment", chain.Deployment, "--out", chain.Workshop.File("second.json")];
        var second = (await chain.OnChainAsync(deploy)).Succeeded().Data;
        Assert.Equal(chain.Deploying.Data.GetProperty("verifier").GetString(), second.GetProperty("verifier").GetString());
        Assert.InRange(second.GetProperty("gas").GetProperty("model").GetInt64(), 300_000, 1_000_000); // the reference proof was verified
        Assert.True(second.GetProperty("gasUsed").GetInt64() < 1_500_000);
        Assert.Equal(0, (await chain.OnChainAsync(deploy)).Succeeded().Data.GetProperty("gasUsed").GetInt64()); // it is there already

        // Without a consumer the verifier alone is asked, in a transaction.
        var submitted = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Workshop.File("second.json"))).Succeeded();
        Assert.True(submitted.Data.GetProperty("verified").GetBoolean());

        // Nobody consumes proofs of it, so there is no context to prove for, and the file is named.
        (await chain.OnChainAsync("prove", Repository.Model("digits-tanh"), "--input", Repository.Model("digits-tanh", "input.json"), "--deployment", chain.Workshop.File("second.json")))
            .Refused(2, "second.json", "names no consumer", "--consumer");

        // And a proof of one model is none of the other.
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Refused(2, "made for the key");
    }

    [NeedsChainFact]
    public async Task A_model_is_deployed_only_with_a_proof_under_its_key_and_nothing_is_sent_before_that_is_clear()
    {
        var nonce = await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address);
        (await chain.OnChainAsync("deploy", chain.Workshop.Key)).Refused(2, "--proof");

        var file = JsonNode.Parse(File.ReadAllText(chain.Workshop.Proof))!;
        file["verifyingKey"] = "0x" + new string('1', 64);
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Write("other-key.ogp", file.ToJsonString())))
            .Refused(2, "made for the key 0x1111", "nothing was sent");

        file = JsonNode.Parse(File.ReadAllText(chain.Workshop.Proof))!;
        file["context"] = "0x" + new string('1', 64);
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Write("other-context.ogp", file.ToJsonString())))
            .Refused(4, "does not hold", "HintRejected", "nothing was sent");
        Assert.Equal(nonce, await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address));
    }

    [NeedsChainFact]
    public async Task A_proof_nobody_asked_for_is_not_for_a_consumer() =>
        (await chain.OnChainAsync("submit", chain.Workshop.Proof, "--deployment", chain.Deployment)).Refused(2, "context", "prove");

    [NeedsChainFact]
    public async Task Another_chain_than_the_one_meant_is_refused_before_anything_is_sent() =>
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--chain-id", "1", "--out", chain.Workshop.File("never.json"))).Refused(5, "chain 31337", "chain 1");

    [NeedsChainFact]
    public async Task A_deployment_of_another_chain_is_refused()
    {
        var file = JsonNode.Parse(File.ReadAllText(chain.Deployment))!;
        file["chainId"] = "10";
        var other = chain.Workshop.Write("other-chain.json", file.ToJsonString());
        (await chain.OnChainAsync("submit", chain.Workshop.Proof, "--deployment", other)).Refused(5, "chain 10");
    }

    [NeedsChainFact]
    public async Task A_node_that_does_not_answer_is_named()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = SomeKey };
        var refused = await Ogzk.RunAsync(environment, "submit", chain.Workshop.Proof, "--deployment", chain.Deployment, "--rpc", "http://127.0.0.1:1", "--json");
        refused.Refused(5, "127.0.0.1:1");
        Assert.DoesNotContain(SomeKey, refused.Output + refused.Error, StringComparison.OrdinalIgnoreCase);
    }

    [NeedsChainFact]
    public async Task An_account_without_funds_is_told_so()
    {
        var environment = new Dictionary<string, string?> { ["MY_KEY"] = SomeKey };
        var refused = await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", chain.Rpc, "--key-env", "MY_KEY", "--artifacts", chain.Workshop.Store, "--out", chain.Workshop.File("poor.json"));
        refused.Refused(5, "funds");
        Assert.DoesNotContain(SomeKey, refused.Output + refused.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(chain.Workshop.File("poor.json")));
    }

    [NeedsChainFact]
    public async Task No_node_and_no_key_are_told_apart()
    {
        (await Ogzk.RunAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof)).Refused(2, "--rpc");
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = null };
        (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", chain.Rpc)).Refused(2, "OGZK_PRIVATE_KEY");
        (await Ogzk.RunAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", chain.Rpc, "--dev-account", "--key-env", "X")).Refused(2, "one of them");
    }

    [NeedsChainFact]
    public async Task A_malformed_key_is_refused_and_not_repeated()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = "hunter2hunter2" };
        var refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", chain.Rpc)).Refused(2, "OGZK_PRIVATE_KEY");
        Assert.DoesNotContain("hunter2", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task A_key_file_others_may_read_is_refused()
    {
        var path = chain.Workshop.Write("key.hex", SomeKey);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            (await Ogzk.RunAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", chain.Rpc, "--keystore", path)).Refused(2, "chmod 600");
        }
    }

    [NeedsChainFact]
    public async Task A_node_address_with_a_password_is_not_repeated()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = SomeKey };
        var refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", "not a url hunter2")).Refused(2, "URL");
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
        refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", "ftp://hunter2@127.0.0.1")).Refused(2, "must begin with http:// or https://");
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
        refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--rpc", "http://user:hunter2@127.0.0.1:1/hunter2")).Refused(5, "127.0.0.1:1");
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task An_unknown_consumer_contract_is_refused_before_anything_is_sent() =>
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--proof", chain.Workshop.Proof, "--consumer", "Nope")).Refused(2, "DigitConsumer");

    [NeedsChainFact]
    public async Task A_local_chain_that_dies_is_missed()
    {
        var said = new List<string>();
        var (running, _) = await StartDevnetAsync(said.Add);
        await using (running)
        {
            var children = await ProcessRunner.RunAsync(new ProcessRequest { FileName = "ps", Arguments = ["--ppid", $"{running.Id}", "-o", "pid="] });
            var anvil = Assert.Single(children.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Trim();
            await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = ["-KILL", anvil] });
            Assert.Equal(5, await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Contains(said, line => line.Contains("ended by itself", StringComparison.Ordinal));
        }
    }

    [NeedsChainFact]
    public async Task A_local_chain_runs_until_it_is_interrupted()
    {
        var (started, json) = await StartDevnetAsync(_ => { });
        await using var running = started;
        JsonSchema.Check("devnet", json);
        using var client = EthereumClient.Connect(json.GetProperty("data").GetProperty("rpc").GetString()!);
        Assert.Equal(31337, await client.GetChainIdAsync());

        await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = ["-INT", $"{running.Id}"] });
        // 130 where the machine is too busy to end in 400 ms.
        Assert.Contains(await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)), (int[])[0, 130]);
        await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync());
    }

    private async Task<(RunningProcess Running, System.Text.Json.JsonElement Json)> StartDevnetAsync(Action<string> onError)
    {
        var ready = new TaskCompletionSource();
        var lines = new List<string>();
        var request = Ogzk.Request(
            new Dictionary<string, string?>(), "devnet", "--port", "0", "--artifacts", chain.Workshop.Store, "--out", chain.Workshop.File("devnet.json"), "--json");
        var running = RunningProcess.Start(
            request,
            line =>
            {
                lines.Add(line);
                if (line == "}")
                {
                    ready.TrySetResult();
                }
            },
            onError);
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return (running, System.Text.Json.JsonDocument.Parse(string.Join('\n', lines)).RootElement);
    }
}
