// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>A golden key with one rule of §8.7 broken.</summary>
internal sealed record BrokenKey(int Code, string Name, Statement Honest, byte[] Blob);

/// <summary>At least one lie for every clause of every code, made by editing bytes.</summary>
internal static class BrokenKeys
{
    private static readonly List<BrokenKey> Made = Make();

    internal static IReadOnlyList<BrokenKey> All => Made;

    private static List<BrokenKey> Make()
    {
        var made = new List<BrokenKey>();
        var digits = new KeyEditor(Golden.Digits, made);
        var tanh = new KeyEditor(Golden.DigitsTanh, made);
        Header(digits, tanh);
        Records(digits, tanh);
        Instructions(digits, tanh);
        Terms(digits, tanh);
        return made;
    }

    private static void Header(KeyEditor digits, KeyEditor tanh)
    {
        var blob = Golden.Digits.Statement.Key;
        digits.Break(1, "nothing at all", []);
        digits.Break(1, "one byte", [0x53]);
        digits.Break(1, "95 bytes that say so", KeyMap.Measured(blob[..95]));
        digits.Bytes(15, (64, (byte)(blob[64] ^ 1)), (95, (byte)(blob[95] ^ 0x80)));
        digits.Break(1, "blobLen one short", blob.With(31, (byte)(blob[31] - 1)));
        digits.Break(1, "blobLen with a high byte", blob.With(28, 1));
        digits.Break(1, "a byte more", [.. blob, 0]);
        digits.Break(1, "a byte less", blob[..^1]);
        digits.Bytes(2, (0, "s"u8[0]), (1, 0), (2, 0xff), (3, "2"u8[0]), (4, 0), (4, 2));
        digits.Bytes(3, (5, 2), (5, 0x80), (5, 1), (15, 13), (15, 254), (16, 254), (16, 13), (19, 1), (19, 255));
        tanh.Bytes(3, (5, 0), (5, 3), (15, 255));
        digits.Bytes(4, (9, 0), (9, 4), (9, 14), (9, 15), (9, 255), (8, 8), (8, 27), (8, 255), (6, 0), (6, 16), (6, 25), (6, 255), (7, 16), (7, 25));
        digits.Bytes(4, (14, 0), (14, 16), (14, 255), (17, 0), (17, 16), (17, 255), (18, 0), (18, 16), (18, 255));
        tanh.Bytes(4, (15, 0), (15, 16), (15, 254));
        digits.Bytes(5, (10, 0), (10, 9), (10, 255), (11, 65), (11, 255), (12, 65), (12, 0), (7, 0), (13, 0), (13, 201), (13, 255));
        digits.Bytes(5, (20, 4), (22, 3), (24, 1), (25, 1), (26, 0x40), (27, 0));
        digits.Break(5, "901 instructions", blob.With(20, 0x03, 0x85));
        digits.Break(5, "601 terms", blob.With(22, 0x02, 0x59));
        digits.Break(5, "16385 public values", blob.With(24, 0, 0, 0x40, 0x01));
    }

    private static void Records(KeyEditor digits, KeyEditor tanh)
    {
        var blob = Golden.Digits.Statement.Key;
        digits.Break(6, "900 instructions", blob.With(20, 0x03, 0x84));
        digits.Break(6, "a header alone", KeyMap.Measured(blob[..KeyMap.HeaderSize]));
        digits.Break(6, "cut inside [W]", KeyMap.Measured(blob[..(KeyMap.HeaderSize + 63)]));
        tanh.Break(6, "cut inside [T]", KeyMap.Measured(Golden.DigitsTanh.Statement.Key[..(KeyMap.HeaderSize + 127)]));
        digits.Break(6, "cut inside the instructions", KeyMap.Measured(blob[..(digits.Map.Instructions[^1] + 7)]));
        digits.Break(6, "cut inside a term's header", KeyMap.Measured(blob[..(digits.Map.Terms[^1] + 7)]));
        digits.Break(6, "cut inside a segment", KeyMap.Measured(blob[..^1]));
        digits.Break(6, "a segment missing", KeyMap.Measured(blob[..^4]));
        digits.Break(6, "a byte left over", KeyMap.Measured([.. blob, 0]));
        digits.Break(6, "one term more", blob.With(23, (byte)(blob[23] + 1)));
        digits.Break(6, "one term less", blob.With(23, (byte)(blob[23] - 1)));
        digits.Break(6, "no terms", blob.With(23, 0));
        var q = Field.Word(Field.Q);
        foreach (var (key, points) in new[] { (digits, 1), (tanh, 2) })
        {
            for (var point = 0; point < points; point++)
            {
                var at = KeyMap.HeaderSize + (64 * point);
                key.Break(7, $"point {point} is infinity", key.Blob.With(at, new byte[64]));
                key.Break(7, $"point {point}: x = Q", key.Blob.With(at, q));
                key.Break(7, $"point {point}: y = Q", key.Blob.With(at + 32, q));
                key.Break(7, $"point {point}: x + Q", key.Blob.With(at, Field.Word(Field.Read(key.Blob.AsSpan(at, 32)) + Field.Q)));
                key.Break(7, $"point {point}: all ones", key.Blob.With(at, [.. Enumerable.Repeat((byte)255, 64)]));
            }
        }
    }

    private static void Instructions(KeyEditor digits, KeyEditor tanh)
    {
        digits.Instruction(8, 1, (0, 0), (0, 9), (0, 255), (5, 1), (7, 1));
        digits.Instruction(8, 2, (7, 1), (7, 255));
        digits.Instruction(8, 3, (5, 1), (6, 1), (7, 1));
        digits.Instruction(8, 5, (5, 1), (6, 1), (7, 1));
        digits.Instruction(8, 6, (5, 1), (6, 1), (7, 1));
        digits.Instruction(8, 7, (4, 1), (5, 1), (6, 1), (7, 1));
        digits.Instruction(9, 1, (1, 255), (2, 10), (3, 255), (4, 10));
        digits.Instruction(9, 2, (1, 255), (3, 255), (5, 255), (6, 16));
        digits.Instruction(9, 3, (1, 255), (3, 255));
        digits.Instruction(9, 4, (1, 2), (1, 255), (2, 8), (2, 255), (3, 0), (3, 255), (7, 16), (6, 1), (4, 0x80));
        digits.Instruction(9, 6, (1, 1), (2, 8), (3, 1), (4, 255));
        digits.Instruction(9, 7, (1, 2), (1, 1), (2, 1), (3, 0), (3, 12), (3, 255));
        digits.Instruction(10, 8, (1, 1), (2, 1), (3, 1), (4, 0), (4, 11), (4, 9));
        digits.Break(10, "a value more than the PUB records cover", digits.Blob.With(27, 11));
        tanh.Instruction(10, 8, (2, 1), (4, 0), (4, 11), (4, 9));
    }

    private static void Terms(KeyEditor digits, KeyEditor tanh)
    {
        digits.Term(11, 0, (0, 1), (0, 2), (0, 5), (0, 255), (1, 0), (2, 1), (3, 7), (4, 1), (5, 255), (6, 255), (7, 70));
        tanh.Term(11, 0, (0, 2), (0, 5), (3, 10), (5, 80));
        digits.Segment(12, 0, 0, (0, 0), (0, 8), (0, 255));
        digits.Segment(12, 5, 0, (2, 1), (3, 1)); // ONE has no operand
        digits.Break(12, "EQP second", digits.Blob.With(digits.SegmentAt(7, 1), 1, 6, 0, 1));
        digits.Segment(13, 0, 0, (1, 0), (1, 12), (1, 255), (2, 1), (3, 2)); // EQP
        digits.Segment(13, 7, 1, (1, 0), (1, 12), (2, 2), (3, 6)); // EQ
        digits.Segment(13, 0, 1, (1, 0), (1, 17), (2, 1), (3, 16)); // FIX
        digits.Segment(13, 4, 1, (1, 0), (1, 4), (2, 1), (3, 255)); // VEC
        digits.Segment(13, 3, 1, (1, 0), (2, 1), (3, 255)); // POW
        digits.Segment(13, 14, 0, (1, 0), (1, 7), (1, 17), (3, 0), (3, 64), (2, 1)); // TRUNC
        digits.Segment(13, 5, 0, (1, 0)); // ONE
        digits.Segment(14, 0, 0, (1, 10), (1, 9));
        digits.Segment(14, 5, 0, (1, 10), (1, 12), (1, 255));
        digits.Segment(14, 3, 1, (1, 2), (1, 4), (1, 255));
        digits.Segment(14, 0, 1, (1, 5), (1, 16));
        digits.Break(14, "a segment that closes the term too early", digits.Blob.With(digits.Map.Terms[0] + 1, 1));
        tanh.Segment(14, 1, 0, (1, 5), (1, 7));
    }
}
