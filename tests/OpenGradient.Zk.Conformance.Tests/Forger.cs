// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// The insecure string's τ is published, and who knows τ proves anything. Here that is a measuring instrument: for any
/// valid key and any values it makes a proof that verifies exactly if program, sum-checks, terms, strict extension, pads
/// and opening are computed as on the page. A verifier that computes one of them differently refuses it.
/// With [q] arbitrary, [g] = [f] + (θ − τ^b)[q] settles the division, and [W'_o] = L_0 / (τ − z) the rest (§9.1 step 7).
/// </summary>
internal sealed class Forger(Golden golden, int seed)
{
    private static readonly Fr Tau = SetupPoints.InsecureTau;
    private readonly Random _random = new(seed);

    internal Statement Forge(byte[] key, byte[] published)
    {
        var map = new ProofMap(key);
        var logs = map.Points.ToDictionary(f => f.Name, _ => Next());
        var s = Statement.Of(key, golden.Statement.Context, published, new byte[map.Length]);
        foreach (var field in map.Fields)
        {
            s = s.WithProof(s.Proof.With(field.Offset, field.IsPoint ? (logs[field.Name] * CurvePoint.G1).G1Bytes() : Field.Word(Next().Value)));
        }

        var claim = new ReferenceClaim(s, SmzTranscript.Run(s, golden.SrsId));
        Fr Challenge(int label) => SmzTranscript.Run(s, golden.SrsId).Single(step => step.Label == label).Challenge;
        var theta = Challenge(10);
        var g = (((claim.Omega[3] * logs["[X]"]) + (claim.Omega[4] * logs["[H]"]) + ((theta - Tau.Power(BigInteger.One << key[9])) * logs["[q]"])) * CurvePoint.G1)
            + (claim.Omega[0] * CurvePoint.ReadG1(key.AsSpan(KeyMap.HeaderSize, 64)));
        g += key[5] == 1 ? claim.Omega[1] * CurvePoint.ReadG1(key.AsSpan(KeyMap.HeaderSize + 64, 64)) : CurvePoint.Infinity;
        s = s.WithProof(s.Proof.With(map["[g]"].Offset, g.G1Bytes()));

        Fr gamma = Challenge(11), zeta = Challenge(12), lambda = Challenge(13), z = Challenge(14);
        Fr Value(string name) => Field.Read(s.Proof.AsSpan(map[name].Offset, 32));
        var back = zeta.Inverse();
        Fr Low(Fr x) => Tensor(claim.U[..key[9]], x);
        Fr High(Fr x) => x.Power(4) * Tensor(claim.U[key[9]..], x);
        Fr Phi(Fr x) => Fr.Sum(claim.Phi.Select((c, i) => c * x.Power(i)));

        // §9.1 step 3 at ζ gives S(1/ζ); steps 5 and 6.
        var star = (Value("g(ζ)") * Low(back)) + (Value("g(1/ζ)") * Low(zeta))
            + (gamma * ((Value("h(ζ)") * High(back)) + (Value("h(1/ζ)") * High(zeta)) - (Value("G(ζ)") * Phi(back)) - (Value("G(1/ζ)") * Phi(zeta))));
        var sBack = zeta * (star - (2 * Value("h(θ)")) - (2 * gamma * claim.A) - (zeta * Value("S(ζ)")));
        var dZeta = zeta.Power((BigInteger.One << key[9]) - 1) * Value("g(1/ζ)");
        Fr a = z - theta, e = z - zeta, eBack = z - back;
        Fr p = Value("g(ζ)") + (lambda * Value("S(ζ)")) + (lambda * lambda * Value("G(ζ)"));
        Fr pBack = Value("g(1/ζ)") + (lambda * sBack) + (lambda * lambda * Value("G(1/ζ)"));
        var rP = Lagrange(z, (zeta, p), (back, pBack));
        var rH = Lagrange(z, (zeta, Value("h(ζ)")), (back, Value("h(1/ζ)")), (theta, Value("h(θ)")));
        Fr l3 = lambda.Power(3), degree = lambda.Power(4) * a * eBack;
        var rest = (a * ((lambda * logs["[S]"]) + (lambda * lambda * logs["[G]"]))) + (l3 * logs["[h]"]) + (degree * logs["[D]"])
            - (e * eBack * a * logs["[W_o]"]) - ((a * rP) + (l3 * rH) + (degree * dZeta));
        var last = (Tau - z).Inverse() * ((rest * CurvePoint.G1) + (a * g));
        return golden.Hinted(s.WithProof(s.Proof.With(map["[W'_o]"].Offset, last.G1Bytes())));
    }

    private static Fr Tensor(Fr[] u, Fr x) => Fr.Product(u.Select((ui, i) => 1 - ui + (ui * x.Power(BigInteger.One << i))));

    // The value at z of the polynomial of least degree through these points.
    private static Fr Lagrange(Fr z, params (Fr X, Fr Y)[] points) => Fr.Sum(points.Select(p =>
        p.Y * Fr.Product(points.Where(o => o != p).Select(o => (z - o.X) * (p.X - o.X).Inverse()))));

    private Fr Next()
    {
        var bytes = new byte[32];
        _random.NextBytes(bytes);
        return Field.Read(bytes);
    }
}
