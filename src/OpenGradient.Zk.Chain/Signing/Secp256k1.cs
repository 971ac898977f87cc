// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using BcInteger = Org.BouncyCastle.Math.BigInteger;
using BcPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// ECDSA over secp256k1 with nonces from RFC 6979 and low s. Bouncy Castle does the arithmetic; it is not constant
/// in time, so a signer that shares a machine with an attacker belongs in a hardware or remote wallet.
/// </summary>
internal static class Secp256k1
{
    internal const int ScalarSize = 32;

    private static readonly ECDomainParameters Domain = ReadDomain();
    private static readonly BcInteger HalfOrder = Domain.N.ShiftRight(1);

    /// <summary>Whether the 32 big-endian bytes are a scalar in 1 … n−1.</summary>
    internal static bool IsValidScalar(ReadOnlySpan<byte> scalar)
    {
        var value = new BcInteger(1, scalar.ToArray());
        return scalar.Length == ScalarSize && value.SignValue > 0 && value.CompareTo(Domain.N) < 0;
    }

    /// <summary>The public key: x ‖ y, 64 bytes big-endian.</summary>
    internal static byte[] PublicKey(ReadOnlySpan<byte> scalar) =>
        Domain.G.Multiply(new BcInteger(1, scalar.ToArray())).Normalize().GetEncoded(false)[1..];

    /// <summary>Signs a 32-byte digest.</summary>
    internal static EcdsaSignature Sign(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> digest)
    {
        var secret = new BcInteger(1, scalar.ToArray());
        var hash = digest.ToArray();
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(secret, Domain));
        var rs = signer.GenerateSignature(hash);
        var s = rs[1].CompareTo(HalfOrder) > 0 ? Domain.N.Subtract(rs[1]) : rs[1];
        var parity = YParity(PublicKey(scalar), rs[0], s, new BcInteger(1, hash));
        return new EcdsaSignature(ToBigInteger(rs[0]), ToBigInteger(s), parity);
    }

    // The parity for which recovery, Q = r⁻¹·(s·R − z·G), gives our own public key. SEC 1, §4.1.6; the case r + n < p
    // (probability 2^-128) is not looked at: Ethereum has no way to write it.
    private static int YParity(byte[] publicKey, BcInteger r, BcInteger s, BcInteger z)
    {
        var inverse = r.ModInverse(Domain.N);
        var x = ToBigInteger(r).ToByteArray(isUnsigned: true, isBigEndian: true);
        for (var parity = 0; parity < 2; parity++)
        {
            byte[] compressed = [(byte)(2 + parity), .. new byte[ScalarSize - x.Length], .. x];
            BcPoint nonce = Domain.Curve.DecodePoint(compressed);
            var recovered = nonce.Multiply(s).Subtract(Domain.G.Multiply(z.Mod(Domain.N))).Multiply(inverse).Normalize();
            if (recovered.GetEncoded(false).AsSpan(1).SequenceEqual(publicKey))
            {
                return parity;
            }
        }
        throw new InvalidOperationException(
            "The signature just made does not recover to its own key; nothing was sent.");
    }

    private static BigInteger ToBigInteger(BcInteger value) =>
        new(value.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);

    private static ECDomainParameters ReadDomain()
    {
        var curve = SecNamedCurves.GetByName("secp256k1");
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}
