// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>deploy, prove for a consumer, submit; and every way in which that goes wrong.</summary>
public sealed class ChainTests(ChainWorkshop chain) : IClassFixture<ChainWorkshop>
{
    private const string SomeKey = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    [NeedsAnvilFact]
    public void Deploying_keeps_its_schema_and_says_that_the_string_is_insecure()
    {
        JsonSchema.Check("deploy", chain.Deploying.Json);
        Assert.True(chain.Deploying.Data.GetProperty("insecureSrs").GetBoolean());
        Assert.Equal(chain.Workshop.Proving.Data.GetProperty("verifyingKeyDigest").GetString(), chain.Deploying.Data.GetProperty("verifyingKeyDigest").GetString());
    }

    [NeedsAnvilFact]
    public async Task A_proof_made_for_the_consumer_is_accepted_once()
    {
        var proof = await chain.RequestedProofAsync("requested.ogp");
        var submitted = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Succeeded();
        JsonSchema.Check("submit", submitted.Json);
        Assert.True(submitted.Data.GetProperty("verified").GetBoolean());
        Assert.InRange(submitted.Data.GetProperty("gasUsed").GetInt64(), 100_000, 1_000_000);
        var receipt = await chain.Devnet.Client.FindReceiptAsync(TransactionHash.Parse(submitted.Data.GetProperty("transactionHash").GetString()!));
        Assert.True(receipt!.Succeeded);

        var again = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Refused(5, "reverted");
        Assert.Equal("contract_reverted", again.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [NeedsAnvilFact]
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

    [NeedsAnvilFact]
    public async Task A_dry_run_sends_nothing()
    {
        var proof = await chain.RequestedProofAsync("dry.ogp");
        var nonce = await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address);
        var dry = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment, "--dry-run")).Succeeded().Data;
        Assert.True(dry.GetProperty("dryRun").GetBoolean());
        Assert.InRange(dry.GetProperty("gasLimit").GetInt64(), 100_000, 2_000_000);
        Assert.Equal(nonce, await chain.Devnet.Client.GetNonceAsync(chain.Devnet.Key.Address));
    }

    [NeedsAnvilFact]
    public async Task A_second_model_reuses_the_verifier()
    {
        var key = (await Ogzk.RunAsync("setup", Testing.Repository.Model("digits-tanh"), "--artifacts", chain.Workshop.Store, "--json")).Succeeded()
            .Data.GetProperty("verifyingKey").GetProperty("path").GetString()!;
        var second = (await chain.OnChainAsync("deploy", key, "--deployment", chain.Deployment, "--out", chain.Workshop.File("second.json"))).Succeeded().Data;
        Assert.Equal(chain.Deploying.Data.GetProperty("verifier").GetString(), second.GetProperty("verifier").GetString());
        Assert.True(second.GetProperty("gasUsed").GetInt64() < 1_000_000);

        // Without a consumer the verifier alone is asked, in a transaction.
        var proof = chain.Workshop.File("tanh.ogp");
        (await Ogzk.RunAsync("prove", Testing.Repository.Model("digits-tanh"), "--input", Testing.Repository.Model("digits-tanh", "input.json"),
            "--artifacts", chain.Workshop.Store, "--out", proof)).Succeeded();
        var submitted = (await chain.OnChainAsync("submit", proof, "--deployment", chain.Workshop.File("second.json"))).Succeeded();
        Assert.True(submitted.Data.GetProperty("verified").GetBoolean());

        // And a proof of one model is none of the other.
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Refused(2, "made for the key");
    }

    [NeedsAnvilFact]
    public async Task A_proof_nobody_asked_for_is_not_for_a_consumer() =>
        (await chain.OnChainAsync("submit", chain.Workshop.Proof, "--deployment", chain.Deployment)).Refused(2, "context", "prove");

    [NeedsAnvilFact]
    public async Task Another_chain_than_the_one_meant_is_refused_before_anything_is_sent() =>
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--chain-id", "1", "--out", chain.Workshop.File("never.json"))).Refused(5, "chain 31337", "chain 1");

    [NeedsAnvilFact]
    public async Task A_deployment_of_another_chain_is_refused()
    {
        var file = JsonNode.Parse(File.ReadAllText(chain.Deployment))!;
        file["chainId"] = "10";
        var other = chain.Workshop.Write("other-chain.json", file.ToJsonString());
        (await chain.OnChainAsync("submit", chain.Workshop.Proof, "--deployment", other)).Refused(5, "chain 10");
    }

    [NeedsAnvilFact]
    public async Task A_node_that_does_not_answer_is_named()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = SomeKey };
        var refused = await Ogzk.RunAsync(environment, "submit", chain.Workshop.Proof, "--deployment", chain.Deployment, "--rpc", "http://127.0.0.1:1", "--json");
        refused.Refused(5, "127.0.0.1:1");
        Assert.DoesNotContain(SomeKey, refused.Output + refused.Error, StringComparison.OrdinalIgnoreCase);
    }

    [NeedsAnvilFact]
    public async Task An_account_without_funds_is_told_so()
    {
        var environment = new Dictionary<string, string?> { ["MY_KEY"] = SomeKey };
        var refused = await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--rpc", chain.Rpc, "--key-env", "MY_KEY", "--artifacts", chain.Workshop.Store, "--out", chain.Workshop.File("poor.json"));
        refused.Refused(5, "funds");
        Assert.DoesNotContain(SomeKey, refused.Output + refused.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(chain.Workshop.File("poor.json")));
    }

    [NeedsAnvilFact]
    public async Task No_node_and_no_key_are_told_apart()
    {
        (await Ogzk.RunAsync("deploy", chain.Workshop.Key)).Refused(2, "--rpc");
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = null };
        (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--rpc", chain.Rpc)).Refused(2, "OGZK_PRIVATE_KEY");
        (await Ogzk.RunAsync("deploy", chain.Workshop.Key, "--rpc", chain.Rpc, "--dev-account", "--key-env", "X")).Refused(2, "one of them");
    }

    [NeedsAnvilFact]
    public async Task A_malformed_key_is_refused_and_not_repeated()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = "hunter2hunter2" };
        var refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--rpc", chain.Rpc)).Refused(2, "OGZK_PRIVATE_KEY");
        Assert.DoesNotContain("hunter2", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [NeedsAnvilFact]
    public async Task A_key_file_others_may_read_is_refused()
    {
        var path = chain.Workshop.Write("key.hex", SomeKey);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            (await Ogzk.RunAsync("deploy", chain.Workshop.Key, "--rpc", chain.Rpc, "--keystore", path)).Refused(2, "chmod 600");
        }
    }

    [NeedsAnvilFact]
    public async Task A_node_address_with_a_password_is_not_repeated()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_PRIVATE_KEY"] = SomeKey };
        var refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--rpc", "not a url hunter2")).Refused(2, "URL");
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
        refused = (await Ogzk.RunAsync(environment, "deploy", chain.Workshop.Key, "--rpc", "http://user:hunter2@127.0.0.1:1/hunter2")).Refused(5, "127.0.0.1:1");
        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
    }

    [NeedsAnvilFact]
    public async Task An_unknown_consumer_contract_is_refused_before_anything_is_sent() =>
        (await chain.OnChainAsync("deploy", chain.Workshop.Key, "--consumer", "Nope")).Refused(2, "DigitConsumer");

    [NeedsAnvilFact]
    public async Task A_local_chain_runs_until_it_is_interrupted()
    {
        var ready = new TaskCompletionSource();
        var output = chain.Workshop.File("devnet.json");
        var lines = new List<string>();
        var request = Ogzk.Request(new Dictionary<string, string?>(), "devnet", "--port", "0", "--artifacts", chain.Workshop.Store, "--out", output, "--json");
        await using var running = RunningProcess.Start(request, line =>
        {
            lines.Add(line);
            if (line == "}")
            {
                ready.TrySetResult();
            }
        });
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var json = System.Text.Json.JsonDocument.Parse(string.Join('\n', lines)).RootElement;
        JsonSchema.Check("devnet", json);
        using var client = EthereumClient.Connect(json.GetProperty("data").GetProperty("rpc").GetString()!);
        Assert.Equal(31337, await client.GetChainIdAsync());

        await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = ["-INT", $"{running.Id}"] });
        // 130 where the machine is too busy to end in 400 ms.
        Assert.Contains(await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)), (int[])[0, 130]);
        await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync());
    }
}
