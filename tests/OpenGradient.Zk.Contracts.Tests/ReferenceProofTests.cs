// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>
/// A model is registered with a proof that its verifier accepts within the gas cap, protocol.md §10.4; and a refusal, too
/// little gas and a contract that is no verifier are told apart.
/// </summary>
[Collection(ChainTests.Name)]
public sealed class ReferenceProofTests(VerifierOnChain chain) : IAsyncLifetime
{
    private const int Cap = 1 << 23;
    private const string ReferenceOutOfGas = "ReferenceOutOfGas";

    private static readonly Statement Honest = Golden.Digits.Statement;
    private static readonly Digest256 Accepted = Digest256.Keccak("SMZ/1");

    private ContractClient _store = null!;
    private ContractClient _registry = null!;

    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is not null)
        {
            _store = await DeployAsync("KeyStore");
            _registry = await DeployAsync("ModelRegistry", _store.Address);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [NeedsChainFact]
    public async Task The_cap_is_half_of_what_a_transaction_may_use()
    {
        Assert.Equal(Cap, (await _registry.CallAsync("REFERENCE_GAS", [])).Get<int>(0));
        Assert.Equal(GasLimits.Transaction, 2UL * Cap);
    }

    [NeedsChainFact]
    public async Task A_proof_that_the_verifier_refuses_registers_nothing_and_is_refused_in_its_words()
    {
        var proof = Honest.Proof;
        var map = Golden.Digits.Map;
        (string Error, Statement Lie)[] lies =
        [
            ("ProofLength", Honest.WithProof(proof[..^32])), ("PublicLength", Honest with { Published = Honest.Published[..^4] }),
            ("ScalarNotCanonical", Honest.WithProof(proof.With(map["S1.0.a1"].Offset, Field.Word(Field.R)))),
            ("HintRejected", Honest with { Context = Honest.Context.Xor(31, 1) }), ("HintRejected", Honest with { Published = Honest.Published.Xor(3, 1) }),
            ("PointRejected", Golden.Digits.Hinted(Honest.WithProof(proof.Xor(map["[q]"].Offset + 63, 1)))),
            ("PairingRejected", Golden.Digits.Hinted(Honest with { Published = Honest.Published.Xor(3, 1) })),
        ];
        await StoreAsync(Honest);
        foreach (var (error, lie) in lies)
        {
            await RefusedAsync(error, () => _registry.SendAsync("register", Arguments(lie, chain.Deployment.Address), GasLimits.Transaction));
        }
        var id = ModelRegistryTests.Id(chain.Sender.Address, Honest.VkDigest, chain.Deployment.Address);
        await RefusedAsync("ModelUnknown", () => _registry.CallAsync("model", [id]));
        await _registry.SendAsync("register", Arguments(Honest, chain.Deployment.Address));
        await _registry.CallAsync("model", [id]);
    }

    [NeedsChainFact]
    public async Task A_key_that_breaks_the_check_list_cannot_be_registered()
    {
        // One lie per code. What is shorter than a header is KeyDigestMismatch: the registry reads the schema's hash from it.
        var lies = BrokenKeys.All.Where(key => key.Blob.Length >= KeyMap.HeaderSize).DistinctBy(key => key.Code).ToList();
        Assert.Equal(15, lies.Count);
        foreach (var broken in lies)
        {
            var lie = broken.Honest.WithKey(broken.Blob);
            await StoreAsync(lie);
            var refused = await RefusedAsync("KeyRejected", () => _registry.CallAsync("register", Arguments(lie, chain.Deployment.Address)));
            Assert.Equal(broken.Code, refused.Arguments.Get<int>(0));
        }
    }

    [NeedsChainFact]
    public async Task What_does_not_answer_the_word_and_nothing_but_the_word_is_no_verifier()
    {
        (string Name, byte[] Code)[] impostors =
        [
            ("nothing", []), ("a wallet", TinyContracts.Silent), ("true", TinyContracts.Answers(new(Field.Word(1)))),
            ("another protocol", TinyContracts.Answers(Digest256.Keccak("SMZ/2"))), ("the word cut off", TinyContracts.Answers(Accepted, 31)),
            ("the word and more", TinyContracts.Answers(Accepted, 64)), ("a flood", TinyContracts.Answers(Accepted, 1_000_000)),
            ("a failure without a word", TinyContracts.Reverts(Accepted, 0)), ("half a selector", TinyContracts.Reverts(Accepted, 3)),
            ("a long error", TinyContracts.Reverts(Accepted, 257)), ("a flood of errors", TinyContracts.Reverts(Accepted, 1_000_000)),
        ];
        await StoreAsync(Honest);
        foreach (var (name, code) in impostors)
        {
            var impostor = await chain.NewContractAsync(code);
            var refused = await Assert.ThrowsAsync<ContractRevertedException>(
                () => _registry.SendAsync("register", Arguments(Honest, impostor), GasLimits.Transaction));
            Assert.True(refused.ErrorName == "NotAVerifier", $"{name}: {refused.Reason}");
            Assert.Equal(impostor, refused.Arguments.Get<EthereumAddress>(0));
            // A flood costs the impostor its memory (2 million gas for a megabyte), and us nothing more.
            var receipt = await chain.Devnet.Client.FindReceiptAsync(refused.Transaction!.Value);
            Assert.InRange(receipt!.GasUsed, 21_000UL, 2_400_000UL);
        }
    }

    [NeedsChainFact]
    public async Task An_error_of_another_verifier_is_passed_on_whole()
    {
        await StoreAsync(Honest);
        foreach (var length in new[] { 4, 36, 256 })
        {
            var refused = await Assert.ThrowsAsync<ContractRevertedException>(
                () => TryAsync(TinyContracts.Reverts(Digest256.Keccak("NotInThisSeason()"), length)));
            Assert.Null(refused.ErrorName);
            Assert.Equal([.. Digest256.Keccak("NotInThisSeason()").ToArray().Concat(new byte[256]).Take(length)], refused.Reason.Data.ToArray());
        }
    }

    [NeedsChainFact]
    public async Task A_verifier_that_uses_up_the_cap_is_named_as_such_whatever_it_says()
    {
        await StoreAsync(Honest);
        // 4,000: a cold account costs 2,600 beyond the cap, which must not be what tells the two apart.
        foreach (var code in new[] { TinyContracts.Endless, TinyContracts.Invalid, TinyContracts.BurnsDownTo(4_000), TinyContracts.BurnsDownTo(100) })
        {
            var refused = await RefusedAsync(ReferenceOutOfGas, () => TryAsync(code));
            Assert.Equal(Cap, refused.Arguments.Get<int>("cap"));
        }
        await RefusedAsync("PointRejected", () => TryAsync(TinyContracts.BurnsDownTo(20_000)));
    }

    [NeedsChainFact]
    public async Task The_verifier_is_given_exactly_the_cap_or_the_sender_is_asked_for_more()
    {
        // A sender must not make a good proof look bad, nor a dear key cheap, by what they give.
        await StoreAsync(Honest);
        var picky = await chain.NewContractAsync(TinyContracts.AcceptsIfGiven(Cap));
        var answers = new List<string>();
        const ulong enough = Cap + (Cap / 63) + 5_000;
        foreach (var gas in Enumerable.Range(0, 60).Select(i => enough - 60_000 + (5_000 * (ulong)i)).Append(GasLimits.Transaction))
        {
            answers.Add(await VerdictAsync(Arguments(Honest, picky), gas));
        }
        Assert.Equal("ReferenceGasMissing", answers[0]);
        Assert.Equal("registered", answers[^1]);
        Assert.Equal(["ReferenceGasMissing", "registered"], answers.Distinct().Where(answer => answer != "out of gas"));
        var missing = await RefusedAsync("ReferenceGasMissing", () => _registry.SendAsync("register", Arguments(Honest, picky), 1_000_000));
        Assert.Equal(enough, missing.Arguments.Get<ulong>("needed"));
    }

    [NeedsChainFact]
    public async Task The_dearest_key_the_check_list_admits_fits_a_transaction_but_not_the_cap()
    {
        // Should the verifier become so cheap that even this key fits the cap, the cap has lost its purpose: lower it.
        var (dear, cheap) = (CostliestKey.WithDearestTerms, CostliestKey.WithCheapTerms);
        var dearKey = await StoreAsync(dear);
        await StoreAsync(cheap);
        await RefusedAsync(ReferenceOutOfGas, () => _registry.CallAsync("register", Arguments(dear, chain.Deployment.Address)));
        await RefusedAsync("PairingRejected", () => chain.Verifier.SendAsync(
            "verify", [dear.VkDigest, dearKey, dear.Context, dear.Published, dear.Proof], GasLimits.Transaction));
        await RefusedAsync("PairingRejected", () => _registry.CallAsync("register", Arguments(cheap, chain.Deployment.Address)));
    }

    private static object?[] Arguments(Statement s, EthereumAddress verifier) =>
        [s.VkDigest, verifier, "", new object?[] { s.Context, s.Published, s.Proof }];

    private static async Task<ContractRevertedException> RefusedAsync(string name, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<ContractRevertedException>(act);
        Assert.Equal(name, refused.ErrorName);
        return refused;
    }

    private async Task<ContractClient> DeployAsync(string name, params object?[] arguments) =>
        new(chain.Sender, ContractAbi.Of(name), (await new ContractDeployer(chain.Sender).DeployAsync(name, arguments)).Address);

    private async Task<EthereumAddress> StoreAsync(Statement s)
    {
        await _store.SendAsync("store", [s.Key]);
        return (await _store.CallAsync("keyOf", [s.VkDigest])).Get<EthereumAddress>(0);
    }

    private async Task TryAsync(byte[] verifier) =>
        await _registry.CallAsync("register", Arguments(Honest, await chain.NewContractAsync(verifier)));

    // What registering would say with this much gas, 21,000 and calldata included; nothing is kept.
    private async Task<string> VerdictAsync(object?[] arguments, BigInteger gas)
    {
        var data = Convert.ToHexStringLower(_registry.Abi.EncodeCall("register", arguments));
        var call = $$"""[{"from":"{{chain.Sender.Address}}","to":"{{_registry.Address}}","gas":"0x{{gas:x}}","data":"0x{{data}}"},"latest"]""";
        var answer = (await chain.Rpc.SendAsync([("eth_call", call)]))[0];
        if (answer.TryGetProperty("result", out _))
        {
            return "registered";
        }
        var error = answer.GetProperty("error");
        return error.TryGetProperty("data", out var reason) && reason.GetString() is { Length: > 2 } text
            ? RevertReason.Decode(Convert.FromHexString(text.AsSpan(2)), _registry.Abi).ToString().Split('(')[0]
            : error.GetProperty("message").GetString()!.Contains("gas", StringComparison.OrdinalIgnoreCase) ? "out of gas" : error.GetRawText();
    }
}
