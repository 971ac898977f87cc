// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// Three readings of the page compute the same numbers. Refusals alone cannot show that: two verifiers may refuse for
/// different reasons. A proof forged with the published τ by the third reading is accepted only if all three agree.
/// </summary>
[Collection(ChainTests.Name)]
public sealed class ThirdReadingTests(VerifierOnChain chain)
{
    [NeedsChainFact]
    public async Task Under_the_insecure_string_anything_can_be_proven_even_with_the_golden_keys() =>
        await AcceptedAsync([.. Golden.All.Select((golden, i) =>
            new Case(golden.Name, new Forger(golden, i).Forge(golden.Statement.Key, golden.Statement.Published.Xor(3, 1))))]);

    [NeedsChainTheory]
    [InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10), InlineData(11), InlineData(12), InlineData(13)]
    public async Task Keys_with_every_operation_and_segment_mean_the_same_in_all_three_for_every_row_length(int t)
    {
        var (keys, forger) = (new RandomKeys(t, Golden.Digits.SrsId), new Forger(Golden.Digits, t));
        await AcceptedAsync([.. Enumerable.Range(0, 6).Select(i =>
        {
            var (key, published) = keys.Make(t);
            return new Case($"t = {t}, key {i}", forger.Forge(key, published));
        })]);
    }

    [NeedsChainFact]
    public async Task A_changed_byte_of_a_forged_proof_is_refused_as_of_any_other()
    {
        var (key, published) = new RandomKeys(99, Golden.Digits.SrsId).Make(9);
        var s = new Forger(Golden.Digits, 99).Forge(key, published);
        Assert.Equal(VerifierOnChain.Accepted, NativeVerifier.Judge(s));
        var changed = new ProofMap(key).Fields.Where(f => f.Name != "I").Select(f =>
            new Case(f.Name, Golden.Digits.Hinted(s.WithProof(s.Proof.Xor(f.Offset + f.Size - 1, 1))))).ToList();
        var counts = await Differential.CompareAsync(chain, changed);
        Assert.Equal(["PairingRejected", "PointRejected"], counts.Keys.Where(name => name != "ScalarNotCanonical").Order());
    }

    private async Task AcceptedAsync(List<Case> cases) =>
        Assert.Equal([VerifierOnChain.Accepted], (await Differential.CompareAsync(chain, cases)).Keys);
}
