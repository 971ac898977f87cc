// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// A private key in memory. It never appears in text, logs or errors; <see cref="Dispose"/> overwrites it. Made by
/// <see cref="EthereumKeys"/> from an environment variable, a key file or a keystore, never from a command line.
/// </summary>
public sealed class EthereumKey : IDisposable
{
    private readonly byte[] _scalar;
    private bool _disposed;

    /// <summary>From a scalar of 32 big-endian bytes, which are copied.</summary>
    /// <exception cref="ChainKeyException">Not 32 bytes, zero, or not below the order of secp256k1.</exception>
    public EthereumKey(ReadOnlySpan<byte> scalar)
    {
        if (!Secp256k1.IsValidScalar(scalar))
        {
            throw new ChainKeyException(
                "A private key is 32 bytes between 1 and the order of secp256k1; this one is not.");
        }
        _scalar = GC.AllocateArray<byte>(Secp256k1.ScalarSize, pinned: true);
        scalar.CopyTo(_scalar);
        Address = new EthereumAddress(Digest256.Keccak(Secp256k1.PublicKey(_scalar)).ToArray().AsSpan(12));
    }

    /// <summary>The account: the last 20 bytes of the Keccak-256 of the public key.</summary>
    public EthereumAddress Address { get; }

    /// <summary>A fresh key from the system's random generator: for local chains and tests.</summary>
    public static EthereumKey CreateRandom()
    {
        var scalar = new byte[Secp256k1.ScalarSize];
        try
        {
            do
            {
                RandomNumberGenerator.Fill(scalar);
            }
            while (!Secp256k1.IsValidScalar(scalar));
            return new EthereumKey(scalar);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>Signs; the same transaction always gives the same bytes (RFC 6979).</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public SignedTransaction Sign(Eip1559Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var raw = transaction.SignedBytes(
            Secp256k1.Sign(_scalar, Digest256.Keccak(transaction.UnsignedBytes()).ToArray()));
        return new SignedTransaction(raw, new TransactionHash(Digest256.Keccak(raw)), Address);
    }

    /// <summary>The address, never the key.</summary>
    public override string ToString() => $"key of {Address}";

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_scalar);
        _disposed = true;
    }
}
