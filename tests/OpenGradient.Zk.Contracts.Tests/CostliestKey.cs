// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>
/// Keys that obey the check list of §8.7 and are as dear to verify as it admits: every count of the header at its limit,
/// the dearest instruction 899 times, one PUB over all public values, and terms that fill what one contract keeps.
/// They mean nothing, so a proof under them, of generators and zeros with the right hint, goes through every step and
/// ends at the pairing.
/// </summary>
internal static class CostliestKey
{
    private const int Points = 24; //       nL, nK
    private const int Variables = 26; //    nF and every n_P
    private const int Instructions = 900;
    private const int MostTerms = 600;
    private const int Capacity = 24_575; // bytes of code, less the STOP byte
    private const byte X = 3;

    private static readonly byte[] Bits = [4, 0, 0, Points, 0, 0, 0, 0];

    /// <summary>TRUNC costs most per variable, and 24 KB have room for five segments in each of 600 terms.</summary>
    internal static Statement WithDearestTerms { get; } =
        Make([Segment(7, 16, 0xffff), Segment(7, 7, 127), .. Enumerable.Repeat(Segment(7, 1, 1), 3)]);

    /// <summary>FIX costs least of what looks at every variable.</summary>
    internal static Statement WithCheapTerms { get; } = Make([Segment(4, 16, 0xffff), Segment(4, 10, 1023)]);

    private static Statement Make(byte[][] filling)
    {
        var golden = Golden.Digits;
        var key = Key(golden.SrsId.ToArray(), filling);
        var map = new ProofMap(key);
        var proof = map.Points.Aggregate(new byte[map.Length], (bytes, point) => bytes.With(point.Offset, CurvePoint.G1.G1Bytes()));
        return golden.Hinted(Statement.Of(key, new byte[32], new byte[4 * KeyMap.MostPublished], proof));
    }

    private static byte[] Key(byte[] srsId, byte[][] filling)
    {
        byte[] point = CurvePoint.G1.G1Bytes(), term = [X, (byte)filling.Length, 0, 0, 0, 2, 0, 3, .. filling.SelectMany(s => s)];
        byte[] publish = [8, 0, 0, .. Word(KeyMap.MostPublished), 0, 0, 0];
        byte[] before = [.. new byte[32], .. new byte[32], .. srsId, .. point, .. point, .. publish, .. Enumerable.Repeat(Bits, Instructions - 1).SelectMany(b => b)];
        var terms = Math.Min(MostTerms, (Capacity - before.Length) / term.Length);
        byte[] key = [.. before, .. Enumerable.Repeat(term, terms).SelectMany(t => t)];
        byte[] header =
        [
            .. "SMZ1"u8, 1, 1, Points, Points, Variables, 13, 8, 64, 64, 200, Variables, Variables, 255, Variables, Variables, 0,
            .. Word(Instructions), .. Word(terms), 0, 0, .. Word(KeyMap.MostPublished),
        ];
        return KeyMap.Measured(key.With(0, header));
    }

    private static byte[] Segment(byte operation, byte a, int b) => [operation, a, .. Word(b)];

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
