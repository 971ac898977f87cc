// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>protocol.md §4.2: the length of a proof from the header of its key.</summary>
[Collection(ChainTests.Name)]
public sealed class ProofLengthTests(VerifierOnChain chain)
{
    [Fact]
    public void The_golden_proofs_have_the_length_of_the_formula()
    {
        foreach (var golden in Golden.All)
        {
            Assert.Equal(Formula(golden.Statement.Key), golden.Statement.Proof.Length);
        }
    }

    [Fact]
    public void The_formula_is_the_sum_of_the_steps()
    {
        foreach (var header in Headers())
        {
            Assert.Equal(Formula(header), new ProofMap(header).Length);
        }
    }

    [NeedsChainFact]
    public async Task All_three_languages_agree_on_the_length_of_valid_keys()
    {
        // Sizes that the digit keys' records allow: only then is the length what decides.
        foreach (var golden in Golden.All)
        {
            var asked = new List<(Statement Statement, bool Fits)>();
            foreach (var header in Resized(golden.Statement.Key))
            {
                var fitted = golden.Statement.Fitted(header);
                asked.Add((fitted, true));
                asked.AddRange(new[] { -32, -1, 1, 32 }.Select(more => (fitted.WithProof(fitted.Proof.Sized(fitted.Proof.Length + more)), false)));
            }
            asked = [.. asked.Where(a => !NativeVerifier.Judge(a.Statement).StartsWith("KeyRejected", StringComparison.Ordinal))];
            Assert.True(asked.Select(a => a.Statement.Proof.Length).Distinct().Count() > 20);
            var onChain = await chain.JudgeAsync([.. asked.Select(a => a.Statement)]);
            foreach (var ((statement, fits), verdict) in asked.Zip(onChain))
            {
                Assert.Equal(fits, verdict != "ProofLength");
                Assert.Equal(verdict, NativeVerifier.Judge(statement));
            }
        }
    }

    private static int Formula(byte[] key)
    {
        int nL = key[6], nK = key[7], nF = key[8], nB1 = key[10], nE1 = key[11], nB2 = key[12];
        int r1 = (2 * nL) + (nB1 > 0 ? 1 : 0), r2 = (2 * nK) + (nB2 > 0 ? 1 : 0);
        return 640 + (32 * (r1 + nB1 + nE1 + r2 + nB2 + (2 * nF) + 9));
    }

    // nB1 ≥ 1, and nB2 ≥ 1 iff nK ≥ 1, as the check list has it.
    private static IEnumerable<byte[]> Headers() =>
        from nL in new byte[] { 1, 11, 24 }
        from s2 in new (byte NK, byte NB2)[] { (0, 0), (1, 1), (6, 2), (24, 64) }
        from nF in new byte[] { 6, 15, 26 }
        from nB1 in new byte[] { 1, 8 }
        from nE1 in new byte[] { 0, 64 }
        select Golden.Digits.Statement.Key.With(6, nL, s2.NK, nF).With(10, nB1, nE1, s2.NB2);

    private static IEnumerable<byte[]> Resized(byte[] key) =>
        from at in new[] { 6, 7, 8, 10, 11, 12 }
        from more in Enumerable.Range(0, 9)
        select key.With(at, (byte)(key[at] + more));
}
