// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Testing;

/// <summary>Everything a verifier is asked. Immutable: mutants are copies.</summary>
internal sealed record Statement
{
    public required byte[] Key { get; init; }

    public required Digest256 VkDigest { get; init; }

    public required byte[] Context { get; init; }

    public required byte[] Published { get; init; }

    public required byte[] Proof { get; init; }

    public static Statement Of(byte[] key, byte[] context, byte[] published, byte[] proof) => new()
    {
        Key = key, VkDigest = Digest256.Keccak(key), Context = context, Published = published, Proof = proof,
    };

    public Statement WithProof(byte[] proof) => this with { Proof = proof };

    /// <summary>Under another key, whose digest is expected; proof and published values keep their bytes.</summary>
    public Statement WithKey(byte[] key) => this with { Key = key, VkDigest = Digest256.Keccak(key) };

    /// <summary>Under another key, proof and published values cut or filled with zeros to the lengths it prescribes.</summary>
    public Statement Fitted(byte[] key)
    {
        if (key.Length < KeyMap.HeaderSize)
        {
            return WithKey(key);
        }
        var values = BinaryPrimitives.ReadUInt32BigEndian(key.AsSpan(24));
        var published = values <= KeyMap.MostPublished ? (int)values * 4 : Published.Length;
        return WithKey(key) with { Published = Published.Sized(published), Proof = Proof.Sized(new ProofMap(key).Length) };
    }
}

/// <summary>Copies of byte arrays with one thing changed.</summary>
internal static class Mutations
{
    public static byte[] With(this byte[] bytes, int at, params ReadOnlySpan<byte> values)
    {
        var copy = (byte[])bytes.Clone();
        values.CopyTo(copy.AsSpan(at));
        return copy;
    }

    public static byte[] Xor(this byte[] bytes, int at, byte mask) => bytes.With(at, (byte)(bytes[at] ^ mask));

    /// <summary>Cut, or filled with zeros, to a length.</summary>
    public static byte[] Sized(this byte[] bytes, int length)
    {
        Array.Resize(ref bytes, length);
        return bytes;
    }

    /// <summary>Two ranges of equal length change places.</summary>
    public static byte[] Swapped(this byte[] bytes, int first, int second, int length) =>
        bytes.With(first, bytes.AsSpan(second, length)).With(second, bytes.AsSpan(first, length));
}
