// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// Whatever is done to proof, published values and context, C++, C# and Solidity refuse it by the same name. §10.1 leaves
/// open which of two failing checks of step (1) is named; both verifiers look at the proof's length first, then at that
/// of the published values, then at scalars, and here that is held fast: no difference is allowed.
/// </summary>
[Collection(ChainTests.Name)]
public sealed class ProofDifferentialTests(VerifierOnChain chain)
{
    private const int PerModel = 400;

    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Native_and_contract_give_every_mutant_the_same_name(string model)
    {
        var counts = await Differential.CompareAsync(chain, new ProofMutants(Golden.Of(model), seed: 1).Make(PerModel));
        foreach (var name in new[]
        {
            VerifierOnChain.Accepted, "ProofLength", "PublicLength", "ScalarNotCanonical", "HintRejected", "PointRejected", "PairingRejected",
        })
        {
            Assert.True(counts.GetValueOrDefault(name) > 0, $"No mutant was {name}: the comparison says nothing about it.");
        }
        Assert.True(counts[VerifierOnChain.Accepted] < PerModel / 50, "Too many mutants change nothing.");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_C_sharp_verifier_repeats_what_the_native_one_says(string model)
    {
        var golden = Golden.Of(model);
        var key = new VerifyingKey(golden.Statement.Key);
        var parameters = golden.Read("params.bin");
        foreach (var mutant in new ProofMutants(golden, seed: 2).Make(200))
        {
            var s = mutant.Statement;
            var verdict = Verifier.Verify(parameters, key, s.VkDigest, new Proof
            {
                ProtocolId = NativeProver.ProtocolId, SrsId = golden.SrsId, IsInsecure = true, VerifyingKeyDigest = s.VkDigest,
                Context = new Digest256(s.Context), Published = s.Published, Bytes = s.Proof,
            });
            Assert.Equal(NativeVerifier.Judge(s), verdict.Accepted ? VerifierOnChain.Accepted : verdict.Check);
        }
    }

    [NeedsChainFact]
    public async Task Two_faults_at_once_are_named_alike()
    {
        var cases = new List<Case>();
        foreach (var golden in Golden.All)
        {
            var s = golden.Statement;
            var large = s.Proof.With(golden.Map["B1[0]"].Offset, Field.Word(Field.R));
            cases.AddRange(
            [
                new("both lengths", s with { Proof = s.Proof[..^1], Published = s.Published[..^1] }),
                new("proof length and scalar", s.WithProof(large[..^1])),
                new("public length and scalar", s with { Proof = large, Published = s.Published[..^4] }),
                new("scalar and point", golden.Hinted(s.WithProof(large.Xor(golden.Map["[q]"].Offset, 0xff)))),
                new("digest and lengths", s with { VkDigest = default, Proof = [], Published = [] }),
                new("hint and point", s.WithProof(s.Proof.Xor(golden.Map["[q]"].Offset, 0xff))),
            ]);
        }
        var counts = await Differential.CompareAsync(chain, cases);
        Assert.Equal(4, counts["ProofLength"]);
        Assert.Equal(2, counts["PublicLength"]);
        Assert.Equal(2, counts["ScalarNotCanonical"]);
        Assert.Equal(2, counts["KeyDigestMismatch"]);
        Assert.Equal(2, counts["HintRejected"]);
    }
}
