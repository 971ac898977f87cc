// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>The key: is it there, is it the one expected, does it obey the check list of protocol.md §8.7.</summary>
[Collection(ChainTests.Name)]
public sealed class KeyRefusalTests(VerifierOnChain chain)
{
    private static readonly Statement Honest = Golden.Digits.Statement;

    [NeedsChainFact]
    public async Task An_address_without_code_is_KeyMissing() =>
        Assert.Equal(["KeyMissing"], await chain.CallAsync([(VerifierOnChain.Calldata(Honest), null)]));

    [NeedsChainFact]
    public async Task Another_digest_than_the_keys_is_KeyDigestMismatch() =>
        await Mutant.JudgeAsync(chain,
        [
            .. Enumerable.Range(0, 32).Select(i => new Mutant(
                $"digest byte {i}", Honest with { VkDigest = new Digest256(Honest.VkDigest.ToArray().Xor(i, 1)) }, "KeyDigestMismatch")),
            new Mutant("the other model's digest", Honest with { VkDigest = Golden.DigitsTanh.Statement.VkDigest }, "KeyDigestMismatch"),
            new Mutant("no digest", Honest with { VkDigest = default }, "KeyDigestMismatch"),
        ]);

    [NeedsChainFact]
    public async Task Every_byte_of_a_key_is_in_its_digest() =>
        await Mutant.JudgeAsync(chain, [.. Enumerable.Range(0, Honest.Key.Length).Select(i =>
            new Mutant($"key byte {i}", Honest with { Key = Honest.Key.Xor(i, 0x10) }, "KeyDigestMismatch"))]);

    [NeedsChainFact]
    public async Task The_other_models_key_is_refused()
    {
        var other = Golden.DigitsTanh.Statement;
        await Mutant.JudgeAsync(chain,
        [
            new Mutant("as it is", Honest.WithKey(other.Key), "ProofLength"),
            new Mutant("with a proof of fitting length", Honest.Fitted(other.Key), "ScalarNotCanonical", "HintRejected"),
            new Mutant("with its own proof for other values", other with { Published = other.Published.Xor(3, 1) }, "HintRejected"),
        ]);
    }

    [NeedsChainTheory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7)]
    [InlineData(8), InlineData(9), InlineData(10), InlineData(11), InlineData(12), InlineData(13), InlineData(14)]
    public async Task Each_rule_of_the_check_list_refuses_by_its_code(int code) =>
        await Mutant.JudgeAsync(chain, [.. BrokenKeys.All.Where(broken => broken.Code == code).Select(broken =>
            new Mutant(broken.Name, broken.Honest.Fitted(broken.Blob), $"KeyRejected({code})"))]);

    [NeedsChainFact]
    public async Task A_broken_key_is_named_even_if_proof_and_values_have_the_wrong_length() =>
        await Mutant.JudgeAsync(chain, [.. BrokenKeys.All.Select(broken => new Mutant(
            broken.Name, broken.Honest.WithKey(broken.Blob) with { Proof = [1, 2, 3], Published = [4] }, $"KeyRejected({broken.Code})"))]);

    [NeedsChainFact]
    public async Task A_key_whose_points_are_off_the_curve_is_PointRejected()
    {
        // The exemption of §8.7, code 7: on chain the curve equation is the precompile's to check.
        await Mutant.JudgeAsync(chain,
        [
            .. Golden.All.SelectMany(golden => Enumerable.Range(0, golden.Statement.Key[5] == 1 ? 2 : 1).SelectMany(point =>
                new[] { 31, 63 }.Select(at =>
                    new Mutant($"{golden.Name}, point {point}, byte {at}",
                        golden.Hinted(golden.Statement.WithKey(golden.Statement.Key.Xor(KeyMap.HeaderSize + (64 * point) + at, 1))), "PointRejected")))),
        ]);
    }
}
