// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Testing;

/// <summary>The constructor argument of ModelVerifier for a τ that is known, protocol.md §10.3: A_0..A_13 ‖ B_0..B_13.</summary>
internal static class SetupPoints
{
    public const int Powers = 14;

    /// <summary>The τ of the insecure development string, which is published.</summary>
    public static BigInteger InsecureTau { get; } = Field.Read(
        Digest256.Keccak("OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value").ToArray()) % Field.R;

    public static int A(int t) => 64 * t;

    public static int B(int t) => (64 * Powers) + (128 * t);

    public static byte[] Of(BigInteger tau)
    {
        BigInteger[] powers = [.. Enumerable.Range(0, Powers).Select(t => BigInteger.ModPow(tau, BigInteger.One << t, Field.R))];
        return [.. powers.SelectMany(p => (p * CurvePoint.G1).G1Bytes()), .. powers.SelectMany(p => (p * CurvePoint.G2).G2Bytes())];
    }
}
