// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Honest proofs, and what the deployed contract is.</summary>
[Collection(ChainTests.Name)]
public sealed class AcceptanceTests(VerifierOnChain chain)
{
    [NeedsChainTheory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public async Task The_golden_proof_is_accepted(string model) =>
        Assert.Equal(VerifierOnChain.Accepted, await chain.JudgeAsync(Golden.Of(model).Statement));

    [NeedsChainTheory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public async Task The_golden_proof_is_accepted_in_a_transaction_with_a_deployed_key(string model)
    {
        var s = Golden.Of(model).Statement;
        var key = await new ContractDeployer(chain.Sender).DeployDataAsync(s.Key);
        var receipt = await chain.Verifier.SendAsync("verify", [s.VkDigest, key.Address, s.Context, s.Published, s.Proof]);
        Assert.True(receipt.Transaction.Succeeded);
        Assert.Empty(receipt.Transaction.Logs);
    }

    [NeedsChainFact]
    public async Task Bytes_behind_the_arguments_change_nothing()
    {
        var s = Golden.Digits.Statement;
        foreach (var tail in new byte[][] { [0], [1, 2, 3], new byte[64], [.. s.Proof] })
        {
            Assert.Equal([VerifierOnChain.Accepted], await chain.CallAsync([([.. VerifierOnChain.Calldata(s), .. tail], s.Key)]));
        }
    }

    [NeedsChainFact]
    public async Task Bytes_behind_the_arguments_lend_nothing_to_a_shorter_proof()
    {
        // The rest of the proof does lie in the calldata, only not inside the argument.
        var s = Golden.Digits.Statement;
        var cut = VerifierOnChain.Calldata(s.WithProof(s.Proof[..^32]));
        Assert.Equal(["ProofLength"], await chain.CallAsync([([.. cut, .. s.Proof[^32..]], s.Key)]));
    }

    [NeedsChainFact]
    public async Task Calldata_cut_off_anywhere_is_refused()
    {
        // Without a name: it is Solidity's decoder that reverts, before the verifier begins.
        var s = Golden.Digits.Statement;
        var whole = VerifierOnChain.Calldata(s);
        var cuts = Enumerable.Range(0, 40).Select(i => i * whole.Length / 40).ToList();
        var verdicts = await chain.CallAsync([.. cuts.Select(length => (whole[..length], (byte[]?)s.Key))]);
        Assert.DoesNotContain(VerifierOnChain.Accepted, verdicts);
    }

    [NeedsChainFact]
    public async Task The_runtime_code_is_the_artifacts_and_fits_a_contract()
    {
        var code = await chain.Devnet.Client.GetCodeAsync(chain.Deployment.Address);
        Assert.InRange(code.Length, 1, GasLimits.CodeSize - 1);
        Assert.True(ContractArtifacts.Get("ModelVerifier").IsRuntimeCode(code));
    }

    [NeedsChainFact]
    public async Task The_verifier_names_its_protocol_and_its_reference_string()
    {
        Assert.Equal(Digest256.Keccak("SMZ/1"), (await chain.Verifier.CallAsync("PROTOCOL_ID", [])).Get<Digest256>(0));
        Assert.Equal(Golden.Digits.SrsId, (await chain.Verifier.CallAsync("srsId", [])).Get<Digest256>(0));
    }
}
