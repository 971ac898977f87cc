// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// Steps 2 to 7 of §10.1 read from the page a third time, with sums where the page has sums: what a statement leaves for
/// the opening. Slow, and shares no line with the native or the Solidity verifier.
/// </summary>
internal sealed class ReferenceClaim
{
    private const int R = 0;
    private const int K = 1;

    private readonly byte[] _key;
    private readonly Dictionary<string, Fr> _proof;
    private readonly Fr[][] _points;
    private readonly List<Fr> _s;
    private readonly Fr[] _rhs;
    private readonly Fr _xi;

    internal ReferenceClaim(Statement s, IReadOnlyList<Absorbed> absorbed)
    {
        _key = s.Key;
        _proof = new ProofMap(s.Key).Scalars.ToDictionary(f => f.Name, f => (Fr)Field.Read(s.Proof.AsSpan(f.Offset, 32)));
        Fr Challenge(int label) => absorbed.Single(step => step.Label == label).Challenge;
        Fr[] Challenges(int label) => [.. absorbed.Where(step => step.Label == label).Select(step => (Fr)step.Challenge)];
        _points = [Challenges(5), Challenges(7)];
        (U, _xi) = (Challenges(9), Challenge(8));
        Fr[] tau = [.. Enumerable.Range(0, _key[6]).Select(i => Challenge(4).Power(1 << i))];

        string[] values = [.. Names("B1", _key[10]), .. Names("E1", _key[11]), .. Names("B2", _key[12])];
        _rhs = [Lookup(tau), Recursion("S2", 0, _points[K]), .. values.Select(name => _proof[name]), .. new Fr[_key[13]]];
        _s = [1, -1, Challenge(1), Challenge(2), Challenge(3), Challenge(6), Fr.Product(_points[K]), .. values.Select(name => _proof[name])];
        var terms = Run(s.Published);
        A = Recursion("S3", Fr.Sum(_rhs.Select((value, claim) => _xi.Power(claim) * value)), U);
        Omega = Evaluate(terms);
        Phi = [.. Pads(tau)];
    }

    internal Fr[] U { get; }

    internal Fr A { get; }

    internal Fr[] Omega { get; }

    /// <summary>The coefficients of Φ, §8.3.</summary>
    internal Fr[] Phi { get; }

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}[{i}]");

    private int Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(_key.AsSpan(at));

    // §5.3: C1 = Σ_i Σ_j a'_j (r_i^j − τ_i)
    private Fr Lookup(Fr[] tau) => Fr.Sum(
        from i in Enumerable.Range(0, tau.Length)
        from j in Enumerable.Range(1, i == 0 ? 3 : 2)
        select _proof[$"S1.{i}.a{j}"] * (_points[R][i].Power(j) - tau[i]));

    // §6.1, §8.1
    private Fr Recursion(string name, Fr claim, Fr[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var x = point[i];
            claim = (claim * x) + (_proof[$"{name}.{i}.c0"] * (1 - (2 * x))) + (_proof[$"{name}.{i}.c2"] * ((x * x) - x));
            claim += i == 0 && name == "S2" ? _proof["S2.0.c3"] * (x.Power(3) - x) : 0;
        }
        return claim;
    }

    // §8.5. Returns where the terms begin.
    private int Run(byte[] published)
    {
        var at = KeyMap.HeaderSize + (_key[5] == 1 ? 128 : 64);
        for (var n = Word(20); n > 0; n--, at += 8)
        {
            var (i, a, b, c) = (_key.AsSpan(at, 8).ToArray(), Word(at + 1), Word(at + 3), Word(at + 5));
            switch (i[0])
            {
                case 1: _s.Add(_s[a] * _s[b]); break;
                case 2: _s.Add((_s[a] * _s[b]) + _s[c]); break;
                case 3: _s.Add(_s[a] + _s[b]); break;
                case 4: _s.Add(Bits(_points[i[1]].AsSpan(i[2], i[3]), BinaryPrimitives.ReadUInt32BigEndian(i.AsSpan(4)))); break;
                case 5: _s.Add(BinaryPrimitives.ReadInt32BigEndian(i.AsSpan(1))); break;
                case 6: _rhs[a] += _s[b]; break;
                case 7: _s.Add(Fr.Sum(_points[i[1]].Skip(i[2]).Take(i[3]).Select((y, j) => (1 << j) * y))); break;
                case 8:
                    var zero = ((sbyte)i[5] << 16) + (i[6] << 8) + i[7];
                    _s.Add(Fr.Sum(Enumerable.Range(0, b).Select(j =>
                        _s[5].Power(j) * (BinaryPrimitives.ReadInt32BigEndian(published.AsSpan(4 * (a + j))) + (Fr)zero))));
                    break;
                default: throw new InvalidOperationException("The key is not valid.");
            }
        }
        return at;
    }

    private static Fr Bits(ReadOnlySpan<Fr> point, long value)
    {
        Fr product = 1;
        for (var i = 0; i < point.Length; i++)
        {
            product *= ((value >> i) & 1) == 1 ? point[i] : 1 - point[i];
        }
        return product;
    }

    // §8.6, §8.2
    private Fr[] Evaluate(int at)
    {
        var omega = new Fr[5];
        for (var n = Word(22); n > 0; n--)
        {
            var value = _xi.Power(Word(at + 2)) * _s[Word(at + 4)] * _s[Word(at + 6)];
            var (stack, segments, position) = (_key[at], _key[at + 1], 0);
            at += 8;
            for (; segments > 0; segments--, at += 4)
            {
                value *= Segment(_key[at], _key[at + 1], Word(at + 2), U.AsSpan(position, _key[at + 1]));
                position += _key[at + 1];
            }
            omega[stack] += value;
        }
        return [.. omega.Select((value, stack) => _key[14 + stack] == 255 ? 0 : value * Fr.Product(U.Skip(_key[14 + stack]).Select(u => 1 - u)))];
    }

    private Fr Segment(byte op, int a, int b, ReadOnlySpan<Fr> u)
    {
        var (point, product) = (u.ToArray(), (Fr)1);
        return op switch
        {
            1 => Fr.Product(point.Select((x, i) => Fr.Eq(_points[b][i], x))),
            2 => Fr.Product(point.Select((x, i) => Fr.Eq(_points[b / 256][(b % 256) + i], x))),
            3 => product,
            4 => Bits(u, b),
            5 => Fr.Sum(Enumerable.Range(0, 1 << a).Select(j => _s[b + j] * Bits(point, j))),
            6 => Fr.Product(point.Select((x, i) => 1 - x + (x * _s[b].Power(1 << i)))),
            7 => Fr.Sum(Enumerable.Range(0, b).Select(y => Bits(_points[K].AsSpan(0, a), y) * Bits(point, y))),
            _ => throw new InvalidOperationException("The key is not valid."),
        };
    }

    // §8.3
    private IEnumerable<Fr> Pads(Fr[] tau)
    {
        Fr[] r = _points[R], k = _points[K];
        var all = Fr.Product(U);
        for (var i = 0; i < r.Length; i++)
        {
            for (var j = 1; j <= (i == 0 ? 3 : 2); j++)
            {
                yield return -(r[i].Power(j) - tau[i]) * all;
            }
        }
        for (var i = 0; i < k.Length; i++)
        {
            var p = all * _xi * Fr.Product(k.Skip(i + 1));
            yield return -(1 - (2 * k[i])) * p;
            yield return -((k[i] * k[i]) - k[i]) * p;
            if (i == 0)
            {
                yield return -(k[0].Power(3) - k[0]) * p;
            }
        }
        for (var i = 0; i < U.Length; i++)
        {
            var q = Fr.Product(U.Skip(i + 1));
            yield return -(1 - (2 * U[i])) * q;
            yield return -((U[i] * U[i]) - U[i]) * q;
        }
        for (var j = 0; j < _key[10]; j++)
        {
            yield return -r[0] * (1 - r[0]) * all * _xi.Power(2 + j);
        }
        for (var j = 0; j < _key[12]; j++)
        {
            yield return -k[0] * (1 - k[0]) * all * _xi.Power(2 + _key[10] + _key[11] + j);
        }
    }
}
