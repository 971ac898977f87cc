// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace OpenGradient.Zk.Testing;

/// <summary>The two primes of protocol.md §1.1, and words of 32 bytes. Slow and plain on purpose.</summary>
internal static class Field
{
    public static BigInteger R { get; } =
        BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);

    public static BigInteger Q { get; } =
        BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583", CultureInfo.InvariantCulture);

    public static BigInteger Read(ReadOnlySpan<byte> word) => new(word, isUnsigned: true, isBigEndian: true);

    public static byte[] Word(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    public static BigInteger Mod(BigInteger value, BigInteger prime)
    {
        var rest = BigInteger.Remainder(value, prime);
        return rest.Sign < 0 ? rest + prime : rest;
    }

    public static BigInteger Inverse(BigInteger value, BigInteger prime) => BigInteger.ModPow(Mod(value, prime), prime - 2, prime);
}
