// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>Mutants of proof, published values and context, the same on every run.</summary>
internal sealed class ProofMutants(Golden golden, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Each with the old hint and, where the lengths are right, with the one that fits.</summary>
    internal IReadOnlyList<Case> Make(int count)
    {
        var cases = new List<Case> { new("untouched", golden.Statement) };
        for (var i = 0; i < count; i++)
        {
            var (name, statement) = ("", golden.Statement);
            for (var changes = _random.Next(4) == 0 ? 2 : 1; changes > 0; changes--)
            {
                var (what, next) = Change(statement);
                (name, statement) = ($"{name} {what}".Trim(), next);
            }
            cases.Add(new Case($"{golden.Name} {i}: {name}", statement));
            if (statement.Proof.Length == golden.Map.Length && statement.Published.Length == golden.Statement.Published.Length)
            {
                cases.Add(new Case($"{golden.Name} {i}, hint repaired: {name}", golden.Hinted(statement)));
            }
        }
        return cases;
    }

    private (string What, Statement Statement) Change(Statement s)
    {
        var at = _random.Next(Math.Max(1, s.Proof.Length));
        if (s.Proof.Length != golden.Map.Length || s.Published.Length != golden.Statement.Published.Length)
        {
            return ("and nothing else", s); // offsets have lost their meaning
        }
        switch (_random.Next(12))
        {
            case 0:
                return ($"byte {at}", s.WithProof(s.Proof.With(at, (byte)_random.Next(256))));
            case 1:
                return ($"bit of byte {at}", s.WithProof(s.Proof.Xor(at, (byte)(1 << _random.Next(8)))));
            case 2 or 3:
                var scalar = Pick(golden.Map.Scalars);
                return ($"scalar {scalar.Name}", s.WithProof(s.Proof.With(scalar.Offset, Field.Word(Scalar(Field.Read(s.Proof.AsSpan(scalar.Offset, 32)))))));
            case 4 or 5:
                var point = Pick(golden.Map.Points);
                return ($"point {point.Name}", s.WithProof(s.Proof.With(point.Offset, Point(s.Proof.AsSpan(point.Offset, 64)))));
            case 6:
                var (one, other) = (Pick(golden.Map.Scalars), Pick(golden.Map.Scalars));
                return ($"scalars {one.Name} and {other.Name} swapped", s.WithProof(s.Proof.Swapped(one.Offset, other.Offset, 32)));
            case 7:
                return ($"cut to {at}", s.WithProof(s.Proof[..at]));
            case 8:
                var more = Bytes(_random.Next(1, 65));
                return ($"{more.Length} bytes more", s.WithProof([.. s.Proof, .. more]));
            case 9:
                var value = _random.Next(s.Published.Length / 4);
                return ($"published value {value}", s with { Published = s.Published.With(4 * value, Bytes(4)) });
            case 10:
                return ("context", s with { Context = Bytes(32) });
            default:
                var length = _random.Next(0, 90);
                return ($"{length} bytes published", s with { Published = s.Published.Sized(length) });
        }
    }

    private BigInteger Scalar(BigInteger value) => _random.Next(8) switch
    {
        0 => 0,
        1 => 1,
        2 => Field.R - 1,
        3 => Field.R,
        4 => Field.R + _random.Next(100),
        5 => value + Field.R,
        6 => (value + 1) % Field.R,
        _ => Field.Read(Bytes(32)),
    };

    private byte[] Point(ReadOnlySpan<byte> point)
    {
        var bytes = point.ToArray();
        return _random.Next(8) switch
        {
            0 => new byte[64],
            1 => (_random.Next(1, 1000) * CurvePoint.G1).G1Bytes(),
            2 => IsOnCurve(bytes) ? (-CurvePoint.ReadG1(bytes)).G1Bytes() : Bytes(64),
            3 => bytes.With(0, Field.Word(Field.Read(point[..32]) % Field.Q + Field.Q)),
            4 => bytes.With(32, Field.Word(Field.Read(point[32..]) % Field.Q + Field.Q)),
            5 => bytes.Xor(31, 1),
            6 => bytes.Swapped(0, 32, 32),
            _ => Bytes(64),
        };
    }

    private static bool IsOnCurve(byte[] point)
    {
        BigInteger x = Field.Read(point.AsSpan(0, 32)), y = Field.Read(point.AsSpan(32, 32));
        return x < Field.Q && y < Field.Q && ((y * y) - (x * x * x) - 3) % Field.Q == 0;
    }

    private ProofField Pick(IEnumerable<ProofField> fields)
    {
        var all = fields.ToList();
        return all[_random.Next(all.Count)];
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
