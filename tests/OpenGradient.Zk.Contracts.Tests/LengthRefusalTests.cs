// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Lengths are prescribed by the key: protocol.md §1.4, §4.2.</summary>
[Collection(ChainTests.Name)]
public sealed class LengthRefusalTests(VerifierOnChain chain)
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task A_proof_shorter_or_longer_by_1_to_64_bytes_is_ProofLength(string model)
    {
        var s = Golden.Of(model).Statement;
        await Mutant.JudgeAsync(chain, [.. Enumerable.Range(1, 64).SelectMany(n => new[]
        {
            new Mutant($"{n} bytes less", s.WithProof(s.Proof[..^n]), "ProofLength"),
            new Mutant($"{n} bytes less in front", s.WithProof(s.Proof[n..]), "ProofLength"),
            new Mutant($"{n} zeros more", s.WithProof([.. s.Proof, .. new byte[n]]), "ProofLength"),
            new Mutant($"{n} bytes more", s.WithProof([.. s.Proof, .. s.Proof[..n]]), "ProofLength"),
        })]);
    }

    [NeedsChainFact]
    public async Task No_proof_and_two_proofs_are_ProofLength()
    {
        var s = Golden.Digits.Statement;
        await Mutant.JudgeAsync(chain,
        [
            new Mutant("none", s.WithProof([]), "ProofLength"),
            new Mutant("two", s.WithProof([.. s.Proof, .. s.Proof]), "ProofLength"),
        ]);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Published_values_shorter_or_longer_are_PublicLength(string model)
    {
        var s = Golden.Of(model).Statement;
        await Mutant.JudgeAsync(chain,
        [
            .. Enumerable.Range(1, s.Published.Length).Select(n => new Mutant($"{n} bytes less", s with { Published = s.Published[..^n] }, "PublicLength")),
            .. Enumerable.Range(1, 64).Select(n => new Mutant($"{n} bytes more", s with { Published = [.. s.Published, .. new byte[n]] }, "PublicLength")),
        ]);
    }
}
