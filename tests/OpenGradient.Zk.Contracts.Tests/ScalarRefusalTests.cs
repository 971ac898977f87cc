// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>A number has one encoding: protocol.md §1.3. Adding r to a scalar changes nothing but its bytes.</summary>
[Collection(ChainTests.Name)]
public sealed class ScalarRefusalTests(VerifierOnChain chain)
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_scalar_plus_a_multiple_of_r_is_ScalarNotCanonical(string model)
    {
        var golden = Golden.Of(model);
        Assert.Equal(golden.Map.Length, golden.Map.Scalars.Sum(f => f.Size) + golden.Map.Points.Sum(f => f.Size));
        await Mutant.JudgeAsync(chain, [.. golden.Map.Scalars.SelectMany(field => Larger(golden.Statement.Proof, field).Select(value =>
            new Mutant($"{field.Name} = {value}", golden.Statement.WithProof(golden.Statement.Proof.With(field.Offset, Field.Word(value))), "ScalarNotCanonical")))]);
    }

    [NeedsChainFact]
    public async Task The_range_is_looked_at_before_the_hint_and_the_points()
    {
        // Even with the hint that fits the changed transcript, and with a point that is none.
        var golden = Golden.Digits;
        await Mutant.JudgeAsync(chain, [.. golden.Map.Scalars.Where(field => field.Name != "I").Select(field => new Mutant(
            field.Name,
            golden.Hinted(golden.Statement.WithProof(golden.Statement.Proof
                .With(field.Offset, Field.Word(Field.Read(golden.Statement.Proof.AsSpan(field.Offset, 32)) + Field.R))
                .Xor(golden.Map["[W'_o]"].Offset + 31, 1))),
            "ScalarNotCanonical"))]);
    }

    private static IEnumerable<BigInteger> Larger(byte[] proof, ProofField field)
    {
        var value = Field.Read(proof.AsSpan(field.Offset, 32));
        yield return value + Field.R;
        yield return Field.R;
        yield return (BigInteger.One << 256) - 1;
        for (var more = value + (2 * Field.R); more < BigInteger.One << 256; more += Field.R)
        {
            yield return more;
        }
    }
}
