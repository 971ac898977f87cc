// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>The inverse hint, protocol.md §9.1 step 4: one value fits, and it is not absorbed.</summary>
[Collection(ChainTests.Name)]
public sealed class HintRefusalTests(VerifierOnChain chain)
{
    [NeedsChainFact]
    public async Task The_hint_that_tests_compute_is_the_provers() // else the repaired mutants of other tests would show nothing
    {
        foreach (var golden in Golden.All)
        {
            Assert.Equal(golden.Statement.Proof, golden.Hinted(golden.Statement).Proof);
            Assert.Equal(VerifierOnChain.Accepted, await chain.JudgeAsync(golden.Hinted(golden.Statement)));
        }
    }

    [NeedsChainFact]
    public async Task Every_other_hint_is_HintRejected()
    {
        var golden = Golden.Digits;
        var (s, at) = (golden.Statement, golden.Map["I"].Offset);
        var hint = Field.Read(s.Proof.AsSpan(at, 32));
        await Mutant.JudgeAsync(chain,
        [
            .. new[] { 0, 1, Field.R - 1, hint + 1, hint - 1, Field.R - hint, hint / 2, Field.Inverse(hint, Field.R) }
                .Select(value => new Mutant($"{value}", s.WithProof(s.Proof.With(at, Field.Word(value))), "HintRejected")),
            .. Enumerable.Range(0, 253).Select(bit => new Mutant(
                $"bit {bit}", s.WithProof(s.Proof.Xor(at + 31 - (bit / 8), (byte)(1 << (bit % 8)))), "HintRejected", "ScalarNotCanonical")),
        ]);
    }
}
