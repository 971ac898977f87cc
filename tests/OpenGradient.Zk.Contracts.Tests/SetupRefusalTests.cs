// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>The constructor believes no point it is given: protocol.md §10.3.</summary>
[Collection(ChainTests.Name)]
public sealed class SetupRefusalTests(VerifierOnChain chain)
{
    private static readonly byte[] Honest = Golden.Digits.Read("deployment.bin");

    // Any other setup: nobody else uses this secret.
    private static readonly BigInteger OtherTau = 0x0123456789abcdef;
    private static readonly byte[] Other = SetupPoints.Of(OtherTau);

    [NeedsChainFact]
    public async Task Honest_powers_of_any_secret_are_accepted() =>
        Assert.All(await chain.ConstructAsync([Honest, Other]), verdict => Assert.Equal(VerifierOnChain.Accepted, verdict));

    [NeedsChainFact]
    public async Task Any_other_length_is_refused() =>
        Assert.All(
            await chain.ConstructAsync([[], Honest[..^1], Honest[..^192], [.. Honest, 0], [.. Honest, .. Honest[^192..]]]),
            verdict => Assert.Equal("SetupRejected(14)", verdict));

    [NeedsChainFact]
    public Task A_G1_power_of_another_secret_is_refused_by_its_number() => EveryPowerAsync(t => Honest.With(SetupPoints.A(t), Other.AsSpan(SetupPoints.A(t), 64)));

    [NeedsChainFact]
    public Task A_G2_power_of_another_secret_is_refused_by_its_number() => EveryPowerAsync(t => Honest.With(SetupPoints.B(t), Other.AsSpan(SetupPoints.B(t), 128)));

    [NeedsChainFact]
    public Task Infinity_in_G1_is_refused_by_its_number() => EveryPowerAsync(t => Honest.With(SetupPoints.A(t), new byte[64]));

    [NeedsChainFact]
    public Task Infinity_in_G2_is_refused_by_its_number() => EveryPowerAsync(t => Honest.With(SetupPoints.B(t), new byte[128]));

    [NeedsChainFact]
    public Task Infinity_in_both_groups_is_refused_by_its_number() =>
        EveryPowerAsync(t => Honest.With(SetupPoints.A(t), new byte[64]).With(SetupPoints.B(t), new byte[128]));

    [NeedsChainFact]
    public Task A_point_off_the_curve_is_refused_by_its_number() => EveryPowerAsync(t => Honest.Xor(SetupPoints.A(t) + 63, 1));

    [NeedsChainFact]
    public Task A_point_off_the_twist_is_refused_by_its_number() => EveryPowerAsync(t => Honest.Xor(SetupPoints.B(t) + 127, 1));

    [NeedsChainFact]
    public Task A_coordinate_plus_Q_is_refused_by_its_number() => EveryPowerAsync(t =>
        Honest.With(SetupPoints.A(t) + 32, Field.Word(Field.Read(Honest.AsSpan(SetupPoints.A(t) + 32, 32)) + Field.Q)));

    [NeedsChainFact]
    public Task A_point_of_the_twist_outside_of_the_group_is_refused_by_its_number()
    {
        var outside = CurvePoint.OutsideG2().G2Bytes();
        return EveryPowerAsync(t => Honest.With(SetupPoints.B(t), outside));
    }

    [NeedsChainFact]
    public Task A_negated_power_is_refused_by_its_number() => EveryPowerAsync(t =>
        Honest.With(SetupPoints.A(t), (-CurvePoint.ReadG1(Honest.AsSpan(SetupPoints.A(t), 64))).G1Bytes()));

    [NeedsChainFact]
    public async Task Powers_that_change_places_are_refused_by_the_first_of_them()
    {
        var swaps = Enumerable.Range(0, SetupPoints.Powers - 1).ToList();
        var inG1 = await chain.ConstructAsync([.. swaps.Select(t => Honest.Swapped(SetupPoints.A(t), SetupPoints.A(t + 1), 64))]);
        var inG2 = await chain.ConstructAsync([.. swaps.Select(t => Honest.Swapped(SetupPoints.B(t), SetupPoints.B(t + 1), 128))]);
        var inBoth = await chain.ConstructAsync([.. swaps.Select(t =>
            Honest.Swapped(SetupPoints.A(t), SetupPoints.A(t + 1), 64).Swapped(SetupPoints.B(t), SetupPoints.B(t + 1), 128))]);
        // At t = 0 each pair is consistent in itself; it is the squaring that fails.
        Assert.Equal(swaps.Select(t => $"SetupRejected({t})"), inG1);
        Assert.Equal(swaps.Select(t => $"SetupRejected({t})"), inG2);
        Assert.Equal(swaps.Select(t => $"SetupRejected({Math.Max(t, 1)})"), inBoth);
    }

    [NeedsChainFact]
    public async Task A_tail_of_another_secret_is_refused_where_it_begins()
    {
        // From t on both groups agree on the other secret: only the squaring from t − 1 to t can tell.
        var starts = Enumerable.Range(1, SetupPoints.Powers - 1).ToList();
        var verdicts = await chain.ConstructAsync([.. starts.Select(t => Honest
            .With(SetupPoints.A(t), Other.AsSpan(SetupPoints.A(t), 64 * (SetupPoints.Powers - t)))
            .With(SetupPoints.B(t), Other.AsSpan(SetupPoints.B(t), 128 * (SetupPoints.Powers - t))))]);
        Assert.Equal(starts.Select(t => $"SetupRejected({t})"), verdicts);
    }

    [NeedsChainFact]
    public async Task A_secret_of_small_order_is_refused_at_its_order()
    {
        // r − 1 = 2^28·odd. τ of order 2^j satisfies every pairing equation; [τ^(2^j)]_1 = [1]_1 gives it away.
        var root = BigInteger.ModPow(5, (Field.R - 1) >> 28, Field.R);
        int[] orders = [0, 1, 2, 7, 13];
        var verdicts = await chain.ConstructAsync([.. orders.Select(j => SetupPoints.Of(BigInteger.ModPow(root, BigInteger.One << (28 - j), Field.R)))]);
        Assert.Equal(orders.Select(j => $"SetupRejected({j})"), verdicts);
    }

    [NeedsChainFact]
    public async Task A_secret_of_zero_is_refused() => Assert.Equal(["SetupRejected(0)"], await chain.ConstructAsync([SetupPoints.Of(0)]));

    [NeedsChainFact]
    public async Task A_verifier_of_another_secret_refuses_the_golden_proofs()
    {
        var other = await new Chain.ContractDeployer(chain.Sender).DeployAsync("ModelVerifier", [Other]);
        Statement[] statements = [.. Golden.All.Select(golden => golden.Statement)];
        Assert.All(await chain.JudgeAsync(statements, other.Address), verdict => Assert.Equal("KeyRejected(15)", verdict));

        // The same bytes under the identity of the other string, key and transcript, so that the pairing itself is asked.
        var id = new Chain.ContractClient(chain.Sender, VerifierOnChain.Abi, other.Address);
        var srsId = (await id.CallAsync("srsId", [])).Get<Core.Digest256>(0);
        Assert.NotEqual(Golden.Digits.SrsId, srsId);
        Assert.All(
            await chain.JudgeAsync([.. statements.Select(s => SmzTranscript.RepairHint(s.WithKey(s.Key.With(64, srsId.ToArray())), srsId))], other.Address),
            verdict => Assert.Equal("PairingRejected", verdict));
    }

    private async Task EveryPowerAsync(Func<int, byte[]> lie)
    {
        var powers = Enumerable.Range(0, SetupPoints.Powers).ToList();
        Assert.Equal(powers.Select(t => $"SetupRejected({t})"), await chain.ConstructAsync([.. powers.Select(lie)]));
    }
}
