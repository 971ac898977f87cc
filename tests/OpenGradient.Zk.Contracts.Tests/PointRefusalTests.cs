// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>
/// Points of the proof. All but the last two are absorbed before ζ, so a change moves ζ and the old hint no longer fits;
/// the mutants here carry the hint that does, and it is the point itself that is refused.
/// </summary>
[Collection(ChainTests.Name)]
public sealed class PointRefusalTests(VerifierOnChain chain)
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_point_off_the_curve_is_PointRejected(string model) =>
        await EveryPointAsync(Golden.Of(model), "PointRejected", point =>
        [
            ("x + 1", point.Xor(31, 1)), ("y + 1", point.Xor(63, 1)), ("(0,1)", new byte[64].With(63, 1)), ("(1,0)", new byte[64].With(31, 1)),
            ("(x,0)", point.With(32, new byte[32])), ("(0,y)", point.With(0, new byte[32])), ("x and y swapped", point.Swapped(0, 32, 32)),
        ]);

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Every_coordinate_plus_a_multiple_of_Q_is_PointRejected(string model) =>
        await EveryPointAsync(Golden.Of(model), "PointRejected", point =>
        [
            .. new[] { 0, 32 }.SelectMany(at => Enumerable.Range(1, 4).Select(n => (at, Value: Field.Read(point.AsSpan(at, 32)) + (n * Field.Q))))
                .Select(lie => ($"coordinate at {lie.at} = {lie.Value}", point.With(lie.at, Field.Word(lie.Value)))),
            ("x = Q", point.With(0, Field.Word(Field.Q))), ("y = Q", point.With(32, Field.Word(Field.Q))),
            ("(Q,Q)", [.. Field.Word(Field.Q), .. Field.Word(Field.Q)]), ("(0,Q)", [.. new byte[32], .. Field.Word(Field.Q)]),
            ("all ones", [.. Enumerable.Repeat((byte)255, 64)]),
        ]);

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Another_point_of_the_curve_is_PairingRejected(string model) =>
        await EveryPointAsync(Golden.Of(model), "PairingRejected", point =>
        [
            ("infinity", new byte[64]), ("the generator", CurvePoint.G1.G1Bytes()), ("negated", (-CurvePoint.ReadG1(point)).G1Bytes()),
            ("doubled", (2 * CurvePoint.ReadG1(point)).G1Bytes()), ("plus the generator", (CurvePoint.ReadG1(point) + CurvePoint.G1).G1Bytes()),
        ]);

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task Two_points_in_each_others_place_are_PairingRejected(string model)
    {
        var golden = Golden.Of(model);
        var points = golden.Map.Points.ToList();
        var pairs = points.SelectMany((first, i) => points.Skip(i + 1).Select(second => (First: first, Second: second))).ToList();
        Assert.Equal(45, pairs.Count);
        var swapped = pairs.Select(pair => (
            Name: $"{pair.First.Name} and {pair.Second.Name}",
            Statement: golden.Statement.WithProof(golden.Statement.Proof.Swapped(pair.First.Offset, pair.Second.Offset, 64)))).ToList();
        await Mutant.JudgeAsync(chain,
        [
            .. swapped.Select(s => new Mutant(s.Name, golden.Hinted(s.Statement), "PairingRejected")),
            .. swapped.Select(s => new Mutant($"{s.Name}, old hint", s.Statement, s.Name == "[W_o] and [W'_o]" ? "PairingRejected" : "HintRejected")),
        ]);
    }

    [NeedsChainFact]
    public async Task All_points_at_infinity_prove_nothing()
    {
        foreach (var golden in Golden.All)
        {
            var proof = golden.Map.Points.Aggregate(golden.Statement.Proof, (bytes, point) => bytes.With(point.Offset, new byte[64]));
            var zero = golden.Map.Scalars.Aggregate(proof, (bytes, scalar) => bytes.With(scalar.Offset, new byte[32]));
            await Mutant.JudgeAsync(chain,
            [
                new Mutant("infinity everywhere", golden.Hinted(golden.Statement.WithProof(proof)), "PairingRejected"),
                new Mutant("and zero everywhere", golden.Hinted(golden.Statement.WithProof(zero)), "PairingRejected"),
                new Mutant("and no hint", golden.Statement.WithProof(zero), "HintRejected"),
            ]);
        }
    }

    private Task EveryPointAsync(Golden golden, string expected, Func<byte[], (string Name, byte[] Point)[]> lies)
    {
        var proof = golden.Statement.Proof;
        return Mutant.JudgeAsync(chain, [.. golden.Map.Points.SelectMany(field => lies(proof[field.Offset..(field.Offset + 64)]).Select(lie =>
            new Mutant($"{field.Name}: {lie.Name}", golden.Hinted(golden.Statement.WithProof(proof.With(field.Offset, lie.Point))), expected)))]);
    }
}
