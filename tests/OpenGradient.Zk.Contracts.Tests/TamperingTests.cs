// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Nothing may change between the prover and the chain: every byte of proof, published values and context.</summary>
[Collection(ChainTests.Name)]
public sealed class TamperingTests(VerifierOnChain chain)
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_byte_of_the_proof_changed_is_refused_by_a_name_that_fits(string model)
    {
        var golden = Golden.Of(model);
        var s = golden.Statement;
        await Mutant.JudgeAsync(chain, [.. golden.Map.Fields.SelectMany(field => Enumerable.Range(field.Offset, field.Size).Select(at =>
            new Mutant($"byte {at}, in {field.Name}", s.WithProof(s.Proof.Xor(at, (byte)(1 << (at % 8)))), Refusals(field))))]);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_scalar_of_the_proof_counts_in_the_pairing(string model)
    {
        // With a hint that fits the changed transcript, only the pairing is left to refuse.
        var golden = Golden.Of(model);
        var s = golden.Statement;
        await Mutant.JudgeAsync(chain, [.. golden.Map.Scalars.Where(field => field.Name != "I").Select(field =>
            new Mutant(field.Name, golden.Hinted(s.WithProof(s.Proof.Xor(field.Offset + 31, 1))), "PairingRejected"))]);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_bit_of_the_published_values_counts(string model)
    {
        var golden = Golden.Of(model);
        var mutants = Enumerable.Range(0, golden.Statement.Published.Length * 8).Select(bit => (
            Name: $"bit {bit}", Statement: golden.Statement with { Published = golden.Statement.Published.Xor(bit / 8, (byte)(1 << (bit % 8))) })).ToList();
        await Mutant.JudgeAsync(chain,
        [
            .. mutants.Select(m => new Mutant(m.Name, m.Statement, "HintRejected")),
            .. mutants.Select(m => new Mutant($"{m.Name}, hint repaired", golden.Hinted(m.Statement), "PairingRejected")),
        ]);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Two_published_values_do_not_change_places(string model)
    {
        var golden = Golden.Of(model);
        var s = golden.Statement;
        var pairs = Enumerable.Range(0, 10).SelectMany(i => Enumerable.Range(i + 1, 9 - i).Select(j => (I: i, J: j)));
        await Mutant.JudgeAsync(chain, [.. pairs.Where(p => !s.Published.AsSpan(4 * p.I, 4).SequenceEqual(s.Published.AsSpan(4 * p.J, 4))).Select(p =>
            new Mutant($"{p.I} and {p.J}", golden.Hinted(s with { Published = s.Published.Swapped(4 * p.I, 4 * p.J, 4) }), "PairingRejected"))]);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_bit_of_the_context_counts(string model)
    {
        var golden = Golden.Of(model);
        var mutants = Enumerable.Range(0, 256).Select(bit => (
            Name: $"bit {bit}", Statement: golden.Statement with { Context = golden.Statement.Context.Xor(bit / 8, (byte)(1 << (bit % 8))) })).ToList();
        await Mutant.JudgeAsync(chain,
        [
            .. mutants.Select(m => new Mutant(m.Name, m.Statement, "HintRejected")),
            .. mutants.Select(m => new Mutant($"{m.Name}, hint repaired", golden.Hinted(m.Statement), "PairingRejected")),
        ]);
    }

    // What is absorbed before ζ moves ζ, and the hint no longer fits. A high bit of a scalar may also lift it above r.
    private static string[] Refusals(ProofField field) => field.Name switch
    {
        "[W_o]" or "[W'_o]" => ["PointRejected"],
        "I" => ["HintRejected", "ScalarNotCanonical"],
        _ when field.IsPoint => ["HintRejected"],
        "g(ζ)" or "g(1/ζ)" or "h(ζ)" or "h(1/ζ)" or "h(θ)" or "S(ζ)" or "G(ζ)" or "G(1/ζ)" => ["PairingRejected", "ScalarNotCanonical"],
        _ => ["HintRejected", "ScalarNotCanonical"],
    };
}
