// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>
/// The development secret, which everybody knows, as a powers-of-tau file in snarkjs's form: a ceremony to look at, and none.
/// Large enough for a verifier, which needs few powers.
/// </summary>
internal static class DevelopmentPtau
{
    private const int Power = 7;

    internal static string Write(string path)
    {
        var powers = new List<BigInteger> { BigInteger.One };
        while (powers.Count < (2 << Power) - 1)
        {
            powers.Add(powers[^1] * SetupPoints.InsecureTau % Field.R);
        }
        using var file = new MemoryStream();
        file.Write(Encoding.ASCII.GetBytes("ptau"));
        Number(file, 1);
        Number(file, 3);
        Section(file, 1, [.. Word(32), .. Little(Field.Q), .. Word(Power), .. Word(Power)]);
        Section(file, 2, [.. powers.SelectMany(power => Coordinates((power * CurvePoint.G1).G1Bytes(), [0, 1]))]);
        // Of G2 only the powers 0 and 2^t are read; the others are the generator.
        Section(file, 3, [.. Enumerable.Range(0, 1 << Power).SelectMany(i =>
            Coordinates(((BitOperations.IsPow2(i) ? powers[i] : BigInteger.One) * CurvePoint.G2).G2Bytes(), [1, 0, 3, 2]))]);
        File.WriteAllBytes(path, file.ToArray());
        return path;
    }

    // Big-endian words of the EVM, in its order, to Montgomery form in snarkjs's.
    private static IEnumerable<byte> Coordinates(byte[] words, int[] order) =>
        order.SelectMany(k => Little((Field.Read(words.AsSpan(32 * k, 32)) << 256) % Field.Q));

    private static byte[] Little(BigInteger value) => [.. Field.Word(value).Reverse()];

    private static byte[] Word(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static void Number(Stream to, uint value) => to.Write(Word(value));

    private static void Section(Stream to, uint type, byte[] data)
    {
        Number(to, type);
        var size = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(size, data.Length);
        to.Write(size);
        to.Write(data);
    }
}
