// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>Keys that obey the check list and mean nothing: every operation, every kind of segment, every t.</summary>
internal sealed class RandomKeys(int seed, Digest256 srsId)
{
    private readonly Random _random = new(seed);

    internal (byte[] Key, byte[] Published) Make(int t)
    {
        int nF = _random.Next(t + 1, t + 5), nL = _random.Next(1, Math.Min(nF, 24) + 1), nK = _random.Next(3) == 0 ? 0 : _random.Next(1, Math.Min(nF, 24) + 1);
        int nB1 = _random.Next(1, 4), nE1 = _random.Next(3), nB2 = nK == 0 ? 0 : _random.Next(1, 4), nC = _random.Next(1, 4), nPub = _random.Next(1, 9);
        var hasT = _random.Next(2);
        int[] stacks = [_random.Next(1, nF + 1), hasT == 1 ? _random.Next(1, nF + 1) : 255, 255, _random.Next(1, nF + 1), _random.Next(1, nF + 1)];
        int claims = 2 + nB1 + nE1 + nB2 + nC, scalars = 7 + nB1 + nE1 + nB2;
        int[] sizes = [nL, nK];

        var (instructions, published) = (new List<byte>(), 0);
        for (var i = 0; i < 40; i++)
        {
            var op = _random.Next(1, 8);
            instructions.AddRange(op switch
            {
                1 or 3 => [(byte)op, .. Word(_random.Next(scalars)), .. Word(_random.Next(scalars)), 0, 0, 0],
                2 => [2, .. Word(_random.Next(scalars)), .. Word(_random.Next(scalars)), .. Word(_random.Next(scalars)), 0],
                4 or 7 => Range(op, sizes),
                5 => [5, .. Any(4), 0, 0, 0],
                _ => (byte[])[6, .. Word(_random.Next(claims)), .. Word(_random.Next(scalars)), 0, 0, 0],
            });
            scalars += op == 6 ? 0 : 1;
            if (i % 8 == 0 && published < nPub)
            {
                var n = i >= 32 ? nPub - published : _random.Next(1, nPub - published + 1);
                instructions.AddRange([8, .. Word(published), .. Word(n), .. Any(3)]);
                (published, scalars) = (published + n, scalars + 1);
            }
        }

        var terms = new List<byte>();
        for (var i = 0; i < 30; i++)
        {
            var stack = Pick(stacks[1] == 255 ? [0, 3, 4] : [0, 1, 3, 4]);
            var segments = Segments(stacks[stack], sizes, scalars);
            terms.AddRange([(byte)stack, (byte)(segments.Count / 4), .. Word(_random.Next(claims)), .. Word(_random.Next(scalars)), .. Word(_random.Next(scalars)), .. segments]);
        }
        byte[] key =
        [
            .. "SMZ1"u8, 1, (byte)hasT, (byte)nL, (byte)nK, (byte)nF, (byte)t, (byte)nB1, (byte)nE1, (byte)nB2, (byte)nC,
            .. stacks.Select(n => (byte)n), 0, .. Word(instructions.Count / 8), .. Word(30), 0, 0, 0, (byte)nPub, 0, 0, 0, 0, .. Any(32), .. srsId.ToArray(),
            .. Point(), .. hasT == 1 ? Point() : [], .. instructions, .. terms,
        ];
        return (KeyMap.Measured(key), Any(4 * nPub));
    }

    private byte[] Range(int op, int[] sizes)
    {
        var pt = sizes[1] > 0 ? _random.Next(2) : 0;
        var lo = _random.Next(sizes[pt]);
        var length = _random.Next(1, sizes[pt] - lo + 1);
        var value = op == 4 ? _random.Next(1 << length) : 0;
        return [(byte)op, (byte)pt, (byte)lo, (byte)length, 0, (byte)(value >> 16), (byte)(value >> 8), (byte)value];
    }

    private List<byte> Segments(int variables, int[] sizes, int scalars)
    {
        var segments = new List<byte>();
        for (var left = variables; left > 0;)
        {
            var pt = sizes[1] > 0 ? _random.Next(2) : 0;
            var (op, most) = _random.Next(left == variables ? 7 : 6) switch
            {
                0 => (2, sizes[pt]), 1 => (3, left), 2 => (4, 16), 3 => (5, 3), 4 => (6, left), 5 => (7, Math.Min(8, sizes[1])), _ => (1, sizes[pt]),
            };
            if (most == 0)
            {
                continue; // no S2, nothing to truncate
            }
            var a = _random.Next(1, Math.Min(most, left) + 1);
            var b = op switch
            {
                1 => pt, 2 => (256 * pt) + _random.Next(sizes[pt] - a + 1), 4 => _random.Next(1 << a), 5 => _random.Next(scalars - (1 << a) + 1),
                6 => _random.Next(scalars), 7 => _random.Next(1, 1 << a), _ => 0,
            };
            segments.AddRange([(byte)op, (byte)a, .. Word(b)]);
            left -= a;
        }
        return segments;
    }

    private byte[] Point() => (_random.Next(1, int.MaxValue) * CurvePoint.G1).G1Bytes();

    private int Pick(int[] items) => items[_random.Next(items.Length)];

    private byte[] Any(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
