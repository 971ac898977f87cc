// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>What an application gets: a proof counts once, for its sender, here, until its deadline; protocol.md §10.4.</summary>
[Collection(ChainTests.Name)]
public sealed class ConsumerTests(VerifierOnChain chain, ConsumerStage stage) : IClassFixture<ConsumerStage>
{
    [NeedsChainFact]
    public async Task A_proof_is_accepted_once_and_the_digit_is_remembered()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, proof) = await ProveAsync(consumer);
        var receipt = await consumer.SendAsync("submit", Arguments(deadline, proof));

        var consumed = receipt.Event("InferenceConsumed").Values;
        Assert.Equal(proof.Context, consumed.Get<Digest256>("context"));
        Assert.Equal(proof.Published.ToArray(), consumed.Get<byte[]>("pub"));
        Assert.Equal((stage.ModelId, chain.Sender.Address, 0), (
            consumed.Get<Digest256>("modelId"), consumed.Get<EthereumAddress>("sender"), consumed.Get<int>("nonce")));
        var digit = stage.Published.Index().MaxBy(value => value.Item).Index;
        Assert.Equal(digit, receipt.Event("DigitProven").Values.Get<int>("digit"));
        Assert.Equal(digit, (await consumer.CallAsync("digitOf", [chain.Sender.Address])).Get<int>(0));
        Assert.Equal(1, (await consumer.CallAsync("nonces", [chain.Sender.Address])).Get<int>(0));

        // Replayed, its context is not the next one.
        await RefusedAsync("HintRejected", () => consumer.SendAsync("submit", Arguments(deadline, proof)));
        Assert.Equal(1, (await consumer.CallAsync("nonces", [chain.Sender.Address])).Get<int>(0));
        // The next nonce's proof is.
        var next = await stage.ProveAsync(stage.Context(consumer, chain.Sender.Address, 1, deadline));
        await consumer.SendAsync("submit", Arguments(deadline, next));
    }

    [NeedsChainFact]
    public async Task The_context_is_the_documented_hash()
    {
        var consumer = await stage.ConsumerAsync();
        foreach (var (nonce, deadline) in new (BigInteger, BigInteger)[] { (0, 0), (1, 2), (77, 1_800_000_000), ((BigInteger.One << 256) - 1, (BigInteger.One << 255) + 1) })
        {
            var found = (await consumer.CallAsync("context", [chain.Sender.Address, nonce, deadline])).Get<Digest256>(0);
            Assert.Equal(stage.Context(consumer, chain.Sender.Address, nonce, deadline), found);
        }
    }

    [NeedsChainFact]
    public async Task A_refused_proof_does_not_use_up_its_nonce()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, proof) = await ProveAsync(consumer);
        var lie = proof with { Published = proof.Published.ToArray().Xor(3, 1) };
        await RefusedAsync("HintRejected", () => consumer.SendAsync("submit", Arguments(deadline, lie)));
        Assert.Equal(0, (await consumer.CallAsync("nonces", [chain.Sender.Address])).Get<int>(0));
        await consumer.SendAsync("submit", Arguments(deadline, proof));
    }

    [NeedsChainFact]
    public async Task A_proof_is_good_for_nobody_else_nowhere_else_and_at_no_other_deadline()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, proof) = await ProveAsync(consumer);
        using var account = await chain.Devnet.CreateAccountAsync();
        using var stranger = new TransactionSender(chain.Devnet.Client, account);
        await RefusedAsync("HintRejected", () => stage.At(stranger, consumer.Address).CallAsync("submit", Arguments(deadline, proof)));
        await RefusedAsync("HintRejected", () => stage.At(stranger, consumer.Address).SendAsync("submit", Arguments(deadline, proof)));

        var elsewhere = await stage.ConsumerAsync();
        await RefusedAsync("HintRejected", () => elsewhere.CallAsync("submit", Arguments(deadline, proof)));
        await RefusedAsync("HintRejected", () => consumer.CallAsync("submit", Arguments(deadline + 1, proof)));
        await RefusedAsync("HintRejected", () => consumer.CallAsync("submit", Arguments(deadline - 1, proof)));
        await consumer.CallAsync("submit", Arguments(deadline, proof)); // where it belongs
    }

    [NeedsChainFact]
    public async Task Each_part_of_the_context_counts()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, sender) = (await stage.InAnHourAsync(), chain.Sender.Address);
        using var account = await chain.Devnet.CreateAccountAsync();
        foreach (var context in new[]
        {
            stage.Context(consumer, account.Address, 0, deadline), stage.Context(consumer, sender, 1, deadline), stage.Context(consumer, sender, 0, deadline + 1),
            stage.Context(consumer, sender, 0, deadline, Digest256.Keccak("another model")), Digest256.Keccak("no context at all"),
        })
        {
            var proof = await stage.ProveAsync(context);
            await RefusedAsync("HintRejected", () => consumer.CallAsync("submit", Arguments(deadline, proof)));
        }
    }

    [NeedsChainFact]
    public async Task After_its_deadline_a_proof_is_refused_by_name()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, proof) = await ProveAsync(consumer);
        var snapshot = await chain.Rpc.SendAsync("evm_snapshot", "[]");
        await MineAtAsync(deadline);
        await consumer.CallAsync("submit", Arguments(deadline, proof)); // the deadline itself still counts
        await MineAtAsync(deadline + 1);
        var late = await Assert.ThrowsAsync<ContractRevertedException>(() => consumer.CallAsync("submit", Arguments(deadline, proof)));
        Assert.Equal(("DeadlinePassed", deadline), (late.ErrorName, late.Arguments.Get<BigInteger>("deadline")));
        await RefusedAsync("DeadlinePassed", () => consumer.CallAsync("submit", Arguments(0, proof)));
        Assert.True((await chain.Rpc.SendAsync("evm_revert", $"[{snapshot.GetRawText()}]")).GetBoolean());
    }

    [NeedsChainFact]
    public async Task A_withdrawn_model_is_consumed_no_more()
    {
        using var account = await chain.Devnet.CreateAccountAsync();
        using var owner = new TransactionSender(chain.Devnet.Client, account);
        var model = await stage.RegisterAsync(owner);
        var consumer = await stage.ConsumerAsync(model);
        var deadline = await stage.InAnHourAsync();
        var proof = await stage.ProveAsync(stage.Context(consumer, chain.Sender.Address, 0, deadline, model));
        await consumer.CallAsync("submit", Arguments(deadline, proof));
        await new ContractClient(owner, stage.Registry.Abi, stage.Registry.Address).SendAsync("deprecate", [model]);
        await RefusedAsync("ModelIsDeprecated", () => consumer.CallAsync("submit", Arguments(deadline, proof)));
    }

    [NeedsChainFact]
    public async Task Decoded_outputs_are_those_of_native_inference_negative_ones_too()
    {
        var consumer = await stage.ConsumerAsync();
        var (deadline, proof) = await ProveAsync(consumer);
        await consumer.CallAsync("submit", Arguments(deadline, proof));
        var decoded = (await consumer.CallAsync("decode", [proof.Published])).Get<BigInteger[]>(0);
        Assert.Equal(stage.Published.Select(value => (BigInteger)value), decoded);
        Assert.Equal(proof.Values().Select(value => (BigInteger)value), decoded);
        Assert.Contains(decoded, value => value < 0);
        Assert.Contains(decoded, value => value > 0);
    }

    [NeedsChainFact]
    public async Task Decoding_covers_the_whole_range()
    {
        var consumer = await stage.ConsumerAsync();
        byte[] extremes = [0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 1];
        Assert.Equal([int.MinValue, int.MaxValue, -1, 0, 1], (await consumer.CallAsync("decode", [extremes])).Get<BigInteger[]>(0));
        Assert.Equal(-3_000_000, (await consumer.CallAsync("toWad", [-3, 1_000_000])).Get<BigInteger>(0));
        Assert.Equal(2, (await consumer.CallAsync("argmax", [new[] { -5, -7, -1, -1 }, 0, 4])).Get<int>(0));
        Assert.Equal(0, (await consumer.CallAsync("argmax", [new[] { 9, -7, -1, -3 }, 1, 1])).Get<int>(0));
    }

    [NeedsChainFact]
    public async Task A_consumer_insists_on_the_digest_it_was_told()
    {
        object?[] arguments = [stage.Registry.Address, stage.ModelId, Golden.Digits.Statement.VkDigest, chain.Deployment.Address];
        await RefusedAsync("VkDigestNotExpected", () => new ContractDeployer(chain.Sender).DeployAsync("DigitConsumer", arguments));
        await RefusedAsync("ModelUnknown", () => stage.ConsumerAsync(Digest256.Keccak("no model")));
    }

    [NeedsChainFact]
    public async Task A_consumer_insists_on_the_verifier_it_was_told()
    {
        // Anybody may register the same key with a verifier that says yes to everything.
        var (yesman, model) = await WithVerifierThatAnswersAsync(Digest256.Keccak("SMZ/1"));
        await RefusedAsync("VerifierNotExpected", () => stage.ConsumerAsync(model));
        var gullible = await new ContractDeployer(chain.Sender).DeployAsync("DigitConsumer", [stage.Registry.Address, model, stage.Key.Digest, yesman]);
        await stage.At(chain.Sender, gullible.Address).CallAsync("submit", [await stage.InAnHourAsync(), new byte[40], Array.Empty<byte>()]);
    }

    [NeedsChainFact]
    public async Task A_consumer_of_a_model_whose_key_is_gone_is_not_made()
    {
        // No registry of ours names such a key; a consumer may be told another one.
        var key = await stage.KeyAddressAsync();
        var code = await chain.Devnet.Client.GetCodeAsync(key);
        await chain.SetCodeAsync(key, []);
        try
        {
            await RefusedAsync("KeyMissing", () => stage.ConsumerAsync());
        }
        finally
        {
            await chain.SetCodeAsync(key, code);
        }
        await stage.ConsumerAsync();
    }

    [NeedsChainFact]
    public async Task An_answer_that_is_not_the_word_is_no_acceptance()
    {
        foreach (var word in new Digest256[] { default, new(Field.Word(1)), Digest256.Keccak("SMZ/2") })
        {
            // The registry saw it accept; a verifier that is a proxy may become another one afterwards.
            var (verifier, model) = await WithVerifierThatAnswersAsync(Digest256.Keccak("SMZ/1"));
            await chain.SetCodeAsync(verifier, TinyContracts.Answers(word));
            var consumer = await new ContractDeployer(chain.Sender).DeployAsync("DigitConsumer", [stage.Registry.Address, model, stage.Key.Digest, verifier]);
            object?[] arguments = [await stage.InAnHourAsync(), new byte[40], Array.Empty<byte>()];
            await RefusedAsync("NotAVerifier", () => stage.At(chain.Sender, consumer.Address).CallAsync("submit", arguments));
            await RefusedAsync("NotAVerifier", () => stage.Registry.CallAsync("verify", [model, default(Digest256), new byte[40], Array.Empty<byte>()]));
        }
    }

    [NeedsChainFact]
    public async Task A_consumer_pins_what_the_registry_said()
    {
        var consumer = await stage.ConsumerAsync();
        Assert.Equal(stage.Key.Digest, (await consumer.CallAsync("vkDigest", [])).Get<Digest256>(0));
        Assert.Equal(stage.ModelId, (await consumer.CallAsync("modelId", [])).Get<Digest256>(0));
        Assert.Equal(chain.Deployment.Address, (await consumer.CallAsync("verifier", [])).Get<EthereumAddress>(0));
        Assert.Equal(await stage.KeyAddressAsync(), (await consumer.CallAsync("key", [])).Get<EthereumAddress>(0));
    }

    private async Task<(BigInteger Deadline, Proof Proof)> ProveAsync(ContractClient consumer)
    {
        var deadline = await stage.InAnHourAsync();
        return (deadline, await stage.ProveAsync(stage.Context(consumer, chain.Sender.Address, 0, deadline)));
    }

    private async Task<(EthereumAddress Verifier, Digest256 Model)> WithVerifierThatAnswersAsync(Digest256 word)
    {
        var verifier = await chain.NewContractAsync(TinyContracts.Answers(word));
        return (verifier, await stage.RegisterAsync(chain.Sender, verifier));
    }

    private static object?[] Arguments(BigInteger deadline, Proof proof) => [deadline, proof.Published, proof.Bytes];

    private async Task MineAtAsync(BigInteger time)
    {
        await chain.Rpc.SendAsync("evm_setNextBlockTimestamp", $"[{time}]");
        await chain.Rpc.SendAsync("evm_mine", "[]");
    }

    private static async Task RefusedAsync(string name, Func<Task> act) =>
        Assert.Equal(name, (await Assert.ThrowsAsync<ContractRevertedException>(act)).ErrorName);
}
