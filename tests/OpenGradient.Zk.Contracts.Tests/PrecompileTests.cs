// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Chains without a precompile, or with one that lies: protocol.md §10.3, in an EVM where that can be had.</summary>
[Collection(ChainTests.Name)]
public sealed class PrecompileTests(VerifierOnChain chain)
{
    // What a refusal may cost beyond an honest verification: the largest amount that is forwarded, that of the pairing.
    private const ulong LargestForwarded = 1_176_000;

    public static TheoryData<string> Cases => [.. PrecompileCases.All.Select(one => one.Name)];

    [NeedsSecondEvmTheory]
    [MemberData(nameof(Cases))]
    public async Task The_answer_is_the_named_one_and_its_gas_is_bounded(string name)
    {
        var asked = PrecompileCases.Of(name);
        var (verdict, gas) = await SecondEvm.AnswerAsync(name);
        Assert.Equal(asked.Expected, verdict);
        if (asked.Statement is not null)
        {
            var honest = (await SecondEvm.AnswerAsync(PrecompileCases.Honest(Golden.DigitsTanh))).Gas;
            Assert.InRange(gas, 1UL, honest + LargestForwarded);
        }
    }

    [NeedsSecondEvmFact]
    public async Task The_second_EVM_deploys_the_same_verifier() =>
        Assert.True(ContractArtifacts.Get("ModelVerifier").IsRuntimeCode(await SecondEvm.DeployedAsync()));

    [NeedsBothEvmsTheory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public async Task Two_EVMs_charge_the_same_gas_for_an_honest_proof(string model)
    {
        var golden = Golden.Of(model);
        var s = golden.Statement;
        var key = await new ContractDeployer(chain.Sender).DeployDataAsync(s.Key);
        var receipt = await chain.Verifier.SendAsync("verify", [s.VkDigest, key.Address, s.Context, s.Published, s.Proof]);
        Assert.Equal(receipt.Gas.Execution!.Value, (await SecondEvm.AnswerAsync(PrecompileCases.Honest(golden))).Gas);
    }
}
