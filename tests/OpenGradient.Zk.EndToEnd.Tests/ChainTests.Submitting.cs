// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What may be called verified, and what is not worth sending.</summary>
public sealed partial class ChainTests
{
    [NeedsChainFact]
    public async Task A_transaction_to_a_contract_that_looks_at_nothing_verifies_nothing()
    {
        // The key is a data contract: its code begins with STOP, and takes whatever it is sent without a word.
        var proof = await chain.RequestedProofAsync("silent.ogp");
        var silent = chain.Deploying.Data.GetProperty("key").GetString()!;
        await RefusedUnsentAsync(
            2, "not_a_consumer", chain.Edited(proof, "silent-request.ogp", ("request.consumer", silent)),
            chain.Edited(chain.Deployment, "silent.json", ("consumer", silent)), silent, "does not answer as a consumer");
    }

    [NeedsChainFact]
    public async Task A_consumer_of_something_else_is_refused()
    {
        var proof = await chain.RequestedProofAsync("pins.ogp");
        var other = "0x" + new string('1', 64);
        await RefusedUnsentAsync(2, "other_model", proof, chain.Edited(chain.Deployment, "other-model.json", ("modelId", other)), "pinned to the model", other);
        var store = chain.Deploying.Data.GetProperty("keyStore").GetString()!;
        await RefusedUnsentAsync(2, "other_model", proof, chain.Edited(chain.Deployment, "other-verifier.json", ("verifier", store)), "pinned to the verifier", store);
    }

    [NeedsChainFact]
    public async Task Only_the_consumers_own_word_about_this_very_proof_counts()
    {
        var path = await chain.RequestedProofAsync("consumed.ogp");
        var proof = ProofFile.Read(path).Proof;
        var hash = (await chain.OnChainAsync("submit", path, "--deployment", chain.Deployment)).Succeeded().Data.GetProperty("transactionHash").GetString()!;
        using var sender = chain.Devnet.CreateSender();
        var deployment = DeploymentFile.Read(chain.Deployment);
        var consumer = new ConsumerContract(sender, deployment.RequireAddress(deployment.Consumer, "consumer"));
        var mined = (await chain.Devnet.Client.FindReceiptAsync(TransactionHash.Parse(hash)))!;
        ContractReceipt Read(TransactionReceipt receipt) => ContractReceipt.Read(receipt, ReadOnlyMemory<byte>.Empty, ContractAbi.Of("DigitConsumer"));

        Assert.True(consumer.Consumed(Read(mined), proof));
        Assert.False(consumer.Consumed(Read(mined), proof with { Context = Digest256.Keccak("another") }));
        Assert.False(consumer.Consumed(Read(mined), proof with { Published = new byte[40] }));
        Assert.False(consumer.Consumed(Read(mined with { Logs = [] }), proof));
        Assert.False(consumer.Consumed(Read(mined with { Succeeded = false }), proof));
        Assert.False(consumer.Consumed(Read(mined with { Logs = [.. mined.Logs.Select(log => log with { Address = EthereumAddress.Zero })] }), proof));
    }

    [NeedsChainFact]
    public async Task A_proof_that_comes_late_early_or_from_somebody_else_is_told_why()
    {
        var proof = await chain.RequestedProofAsync("when.ogp");
        await RefusedUnsentAsync(5, "expired", chain.Edited(proof, "late.ogp", ("request.deadline", 1_000_000_000)), chain.Deployment, "expired", "2001-09-09", "Prove again");
        await RefusedUnsentAsync(5, "too_early", chain.Edited(proof, "early.ogp", ("request.nonce", 1_000_000)), chain.Deployment, "number 1000000");
        await RefusedUnsentAsync(
            2, "other_sender", chain.Edited(proof, "stranger.ogp", ("request.sender", "0x00000000000000000000000000000000000000aa")), chain.Deployment,
            "made for the sender 0x00000000000000000000000000000000000000aa", "Submit it from the account");
        await RefusedUnsentAsync(
            2, "other_consumer", chain.Edited(proof, "elsewhere.ogp", ("request.consumer", "0x00000000000000000000000000000000000000aa")), chain.Deployment, "made for the consumer");
        await RefusedUnsentAsync(2, "other_chain", chain.Edited(proof, "chain.ogp", ("request.chainId", "1")), chain.Deployment, "made for chain 1");
        await RefusedUnsentAsync(2, "other_context", chain.Edited(proof, "context.ogp", ("context", "0x" + new string('1', 64))), chain.Deployment, "bound to the context");
    }

    [NeedsChainFact]
    public async Task A_deployment_file_is_read_to_its_end_before_anything_is_sent()
    {
        var proof = await chain.RequestedProofAsync("file.ogp");
        foreach (var (field, value, words) in new (string, JsonNode?, string)[]
        {
            ("modelId", null, "modelId is missing"), ("modelId", "0x12", "modelId is \"0x12\""), ("chainId", "abc", "chainId is \"abc\""),
            ("chainId", "0x7a69", "chainId is \"0x7a69\""), ("chainId", 31337, "chainId is \"31337\", and not a text"), ("chainId", null, "chainId is missing"),
            ("verifier", null, "verifier is missing"), ("consumer", "0x12", "consumer is \"0x12\""), ("srs", null, "srs is missing"),
            ("verifyingKeyDigest", "zz", "verifyingKeyDigest is \"zz\""), ("insecure", "no", "insecure is"), ("format", "ogzk/deployment/v2", "format is not"),
        })
        {
            await RefusedUnsentAsync(2, "invalid_artifact", proof, chain.Edited(chain.Deployment, "edited.json", (field, value)), "edited.json", words);
        }
        await RefusedUnsentAsync(2, "invalid_artifact", proof, chain.Workshop.Write("list.json", "[]"), "list.json", "not a deployment file");
        await RefusedUnsentAsync(
            2, "invalid_artifact", proof, chain.Edited(chain.Deployment, "part.json", ("incomplete", true), ("consumer", null)), "part.json", "did not come to its end", "--deployment");
    }

    [NeedsChainFact]
    public async Task A_fee_above_the_cap_is_not_paid()
    {
        var proof = await chain.RequestedProofAsync("fee.ogp");
        var sent = await chain.SentAsync();
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment, "--max-fee", "0.000000001")).Refused(5, "gwei", "at most 0.000000001", "nothing was sent");
        Assert.Equal(sent, await chain.SentAsync());
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment, "--max-fee", "-1")).Refused(2, "--max-fee takes gwei");
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment, "--max-fee", "50")).Succeeded();
    }

    [NeedsChainFact]
    public async Task Interrupted_after_sending_it_says_which_transaction_may_still_be_mined()
    {
        var proof = await chain.RequestedProofAsync("interrupted.ogp");
        await chain.AskAsync("evm_setAutomine", false);
        try
        {
            var (exitCode, output, error) = await InterruptAsync("was sent", ["submit", proof, "--deployment", chain.Deployment]);
            Assert.Equal(130, exitCode);
            var hash = System.Text.RegularExpressions.Regex.Match(error, "Transaction (0x[0-9a-f]{64}) was sent; it may be mined").Groups[1].Value;
            Assert.NotNull(await chain.Devnet.Client.FindTransactionAsync(TransactionHash.Parse(hash)));
            Assert.DoesNotContain("nothing was left half-done", error, StringComparison.Ordinal);
            if (output.Length > 0) // nothing where the machine was too busy to end in 400 ms
            {
                Assert.Contains($"Cancelled, but transaction {hash} was sent and may still be mined", error, StringComparison.Ordinal);
                var json = JsonDocument.Parse(output).RootElement;
                JsonSchema.Check("submit", json);
                Assert.Equal(hash, json.GetProperty("data").GetProperty("transactionHash").GetString());
                Assert.False(json.GetProperty("data").GetProperty("verified").GetBoolean());
            }
        }
        finally
        {
            await chain.AskAsync("evm_mine");
            await chain.AskAsync("evm_setAutomine", true);
        }
        (await chain.OnChainAsync("submit", proof, "--deployment", chain.Deployment)).Refused(5, "already submitted");
    }

    private async Task RefusedUnsentAsync(int exitCode, string code, string proof, string deployment, params string[] words)
    {
        var sent = await chain.SentAsync();
        var refused = (await chain.OnChainAsync("submit", proof, "--deployment", deployment)).Refused(exitCode, words);
        Assert.Equal(code, refused.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(sent, await chain.SentAsync());
    }

    /// <summary>Runs a verb until stderr has these words, and sends it Ctrl-C.</summary>
    private async Task<(int ExitCode, string Output, string Error)> InterruptAsync(string during, string[] verb, string? rpc = null)
    {
        var reached = new TaskCompletionSource();
        var (output, error) = (new List<string>(), new List<string>());
        var request = Ogzk.Request(
            new Dictionary<string, string?>(), [.. verb, "--rpc", rpc ?? chain.Rpc, "--dev-account", "--artifacts", chain.Workshop.Store, "--json"]);
        await using var running = RunningProcess.Start(request, output.Add, line =>
        {
            error.Add(line);
            if (line.Contains(during, StringComparison.Ordinal))
            {
                reached.TrySetResult();
            }
        });
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = ["-INT", $"{running.Id}"] });
        var exitCode = await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (exitCode, string.Join('\n', output), string.Join('\n', error));
    }
}
