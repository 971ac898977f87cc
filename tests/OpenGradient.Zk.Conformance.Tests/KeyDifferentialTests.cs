// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// The check list of §8.7 in two languages: same order, same codes, on every mutant of a key, each asked with a proof and
/// published values of the lengths it prescribes. A mutant that is still a key gets a second question, with the hint that
/// fits: then two programs and two sets of terms have run, and the pairing must refuse in both. The one exemption is
/// code 7 for points off the curve, which on chain are the precompile's to refuse.
/// </summary>
[Collection(ChainTests.Name)]
public sealed class KeyDifferentialTests(VerifierOnChain chain)
{
    private const int OnChain = 40;

    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_value_of_every_byte_of_the_header_is_judged_alike(string model)
    {
        var golden = Golden.Of(model);
        var counts = await CompareAsync(golden, KeyMutants.Bytes(golden.Statement.Key, 0, 32, KeyMutants.Every));
        Assert.Superset(Codes(1, 2, 3, 4, 5, 6), counts.Keys.ToHashSet());
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task The_schema_hash_is_bound_but_not_judged(string model)
    {
        var golden = Golden.Of(model);
        var counts = await CompareAsync(golden, KeyMutants.Bytes(golden.Statement.Key, 32, 64, value => [(byte)(value ^ 1), (byte)(value ^ 0x80)]));
        Assert.Equal(["HintRejected", "PairingRejected"], counts.Keys.Order());
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task A_key_of_another_reference_string_is_refused_as_such(string model)
    {
        var golden = Golden.Of(model);
        var counts = await CompareAsync(golden, KeyMutants.Bytes(golden.Statement.Key, 64, 96, value => [(byte)(value ^ 1), (byte)(value ^ 0x80)]));
        Assert.Equal(Codes(15), counts.Keys.ToHashSet());
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Several_values_of_every_byte_of_every_instruction_are_judged_alike(string model)
    {
        var golden = Golden.Of(model);
        var map = new KeyMap(golden.Statement.Key);
        var counts = await CompareAsync(golden, KeyMutants.Bytes(golden.Statement.Key, map.Instructions[0], map.Terms[0], KeyMutants.Some));
        Assert.Superset(Codes(8, 9, 10), counts.Keys.ToHashSet());
        Assert.Contains("PairingRejected", counts.Keys);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Several_values_of_every_byte_of_every_term_are_judged_alike(string model)
    {
        var golden = Golden.Of(model);
        var map = new KeyMap(golden.Statement.Key);
        var counts = await CompareAsync(golden, KeyMutants.Bytes(golden.Statement.Key, map.Terms[0], map.Length, KeyMutants.Some));
        Assert.Superset(Codes(6, 11, 12, 13, 14), counts.Keys.ToHashSet());
        Assert.Contains("PairingRejected", counts.Keys);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Keys_with_several_faults_are_named_by_the_same_one(string model)
    {
        var golden = Golden.Of(model);
        var counts = await CompareAsync(golden, KeyMutants.Random(golden.Statement.Key, seed: 3, count: 2000));
        Assert.Superset(Codes(6, 8, 9, 11, 12, 13, 14), counts.Keys.ToHashSet());
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Commitments_that_are_no_points_are_refused_by_both(string model)
    {
        var golden = Golden.Of(model);
        var key = golden.Statement.Key;
        var mutants = KeyMutants.Bytes(key, KeyMap.HeaderSize, new KeyMap(key).Instructions[0], value => [(byte)(value ^ 1), 255]).ToList();
        Statement[] asked = [.. mutants.Select(m => golden.Hinted(golden.Statement.WithKey(m.Key)))];
        var onChain = await chain.JudgeAsync(asked);
        for (var i = 0; i < asked.Length; i++)
        {
            Assert.Equal("KeyRejected(7)", NativeVerifier.Judge(asked[i]));
            Assert.True(onChain[i] is "KeyRejected(7)" or "PointRejected", $"{mutants[i].Name}: {onChain[i]}");
        }
    }

    private async Task<IReadOnlyDictionary<string, int>> CompareAsync(Golden golden, IEnumerable<(string Name, byte[] Key)> mutants)
    {
        var all = mutants.Select(m => new Case($"{golden.Name}, {m.Name}", golden.Statement.Fitted(m.Key))).ToList();
        Assert.DoesNotContain(all, c => c.Native == VerifierOnChain.Accepted);
        var cases = Everything ? all : Sample(all);
        // Still keys: the same question with canonical scalars and the hint that fits.
        cases.AddRange(cases.Where(c => !c.Native.StartsWith("KeyRejected", StringComparison.Ordinal)).ToList()
            .Select(c => new Case($"{c.Name}, hint repaired", golden.Hinted(Canonical(c.Statement)))));
        return await Differential.CompareAsync(chain, cases);
    }

    // A sample of each native answer, the same on every run; OGZK_FULL_DIFFERENTIAL=1 asks the contract about all of them, which takes minutes.
    private static bool Everything => Environment.GetEnvironmentVariable("OGZK_FULL_DIFFERENTIAL") == "1";

    private static List<Case> Sample(List<Case> all)
    {
        var shuffled = all.ToArray();
        new Random(4).Shuffle(shuffled);
        return [.. shuffled.GroupBy(c => c.Native).SelectMany(answer => answer.Take(OnChain))];
    }

    // Where the key moved the boundaries of a proof, bytes of points may stand where scalars are due, and the reverse.
    private static Statement Canonical(Statement s)
    {
        var proof = s.Proof;
        foreach (var field in new ProofMap(s.Key).Fields)
        {
            var word = proof.AsSpan(field.Offset, 32);
            proof = field.IsPoint
                ? OnCurve(proof.AsSpan(field.Offset, 64)) ? proof : proof.With(field.Offset, CurvePoint.G1.G1Bytes())
                : proof.With(field.Offset, Field.Word(Field.Read(word) % Field.R));
        }
        return s.WithProof(proof);
    }

    private static bool OnCurve(ReadOnlySpan<byte> point)
    {
        var (x, y) = (Field.Read(point[..32]), Field.Read(point[32..]));
        return x < Field.Q && y < Field.Q && ((y * y) - (x * x * x) - 3) % Field.Q == 0;
    }

    private static HashSet<string> Codes(params int[] codes) => [.. codes.Select(code => $"KeyRejected({code})")];
}
