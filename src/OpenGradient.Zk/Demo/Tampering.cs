// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Buffers.Binary;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Demo;

/// <summary>A proof someone has tampered with.</summary>
/// <param name="What">What was changed, in words.</param>
/// <param name="Proof">The result.</param>
public sealed record TamperedProof(string What, Proof Proof);

/// <summary>
/// Lies for a verifier: every part of an honest proof changed in one place, published values and context included. Each
/// must be refused, natively and on chain, by the same check.
/// </summary>
public static class Tampering
{
    /// <summary>How many lies there are.</summary>
    public const int Count = 32;

    // r of protocol.md §1.1.
    private static readonly BigInteger FieldOrder =
        BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);

    private const int Word = 32;
    private const int PointsAtStart = 3; // [X], [G], [H], protocol.md §4.2
    private const int FlippedWords = 19;

    /// <summary>The lies about this proof, always the same ones.</summary>
    /// <exception cref="ArgumentException">The proof is too short to be one.</exception>
    public static IReadOnlyList<TamperedProof> Of(Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Bytes.Length < 640 || proof.Published.Length < sizeof(int))
        {
            throw new ArgumentException("A proof has at least 640 bytes and one published value.", nameof(proof));
        }
        List<TamperedProof> lies = [.. Words(proof), .. Forms(proof), .. Published(proof), .. Contexts(proof)];
        return lies.Count == Count ? lies : throw new InvalidOperationException($"There are {lies.Count} lies, not {Count}.");
    }

    // One bit in words from the first to the last, spread evenly: commitments, round messages, evaluations, opening.
    private static IEnumerable<TamperedProof> Words(Proof proof)
    {
        var words = proof.Bytes.Length / Word;
        return Enumerable.Range(0, FlippedWords).Select(i =>
        {
            var word = i * (words - 1) / (FlippedWords - 1);
            return Change(proof, $"one bit of word {word} of the proof", bytes => bytes[(word * Word) + Word - 1] ^= 1);
        });
    }

    private static IEnumerable<TamperedProof> Forms(Proof proof)
    {
        const int scalar = 2 * Word * PointsAtStart;
        yield return Change(proof, "the first commitment replaced by the point at infinity", bytes => bytes.AsSpan(0, 2 * Word).Clear());
        yield return Change(proof, "the last commitment replaced by the generator", bytes =>
        {
            bytes.AsSpan(2 * Word * (PointsAtStart - 1), 2 * Word).Clear();
            (bytes[scalar - Word - 1], bytes[scalar - 1]) = (1, 2);
        });
        yield return Change(proof, "two scalars swapped", bytes =>
        {
            var first = bytes.AsSpan(scalar, Word).ToArray();
            bytes.AsSpan(scalar + Word, Word).CopyTo(bytes.AsSpan(scalar));
            first.CopyTo(bytes.AsSpan(scalar + Word));
        });
        yield return Change(proof, "a scalar written as itself plus the field's order", bytes =>
        {
            var value = new BigInteger(bytes.AsSpan(scalar, Word), isUnsigned: true, isBigEndian: true) + FieldOrder;
            var text = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            text.CopyTo(bytes, scalar + Word - text.Length);
        });
        yield return new TamperedProof("the last word cut off", proof with { Bytes = proof.Bytes[..^Word] });
        yield return new TamperedProof("a word of zeros added", proof with { Bytes = (byte[])[.. proof.Bytes.Span, .. new byte[Word]] });
    }

    private static IEnumerable<TamperedProof> Published(Proof proof)
    {
        TamperedProof Value(string what, int at, int change) => new(what, proof with { Published = Shifted(proof.Published, at, change) });
        var last = (proof.Published.Length / sizeof(int)) - 1;
        yield return Value("the first published value raised by 1", 0, 1);
        yield return Value("the last published value lowered by 1", last, -1);
        yield return Value("the last published value raised by 2^20", last, 1 << 20);
        yield return new TamperedProof("a published value more than there are", proof with { Published = (byte[])[.. proof.Published.Span, 0, 0, 0, 0] });
    }

    private static IEnumerable<TamperedProof> Contexts(Proof proof)
    {
        TamperedProof Context(string what, int at, byte mask)
        {
            var context = proof.Context.ToArray();
            context[at] ^= mask;
            return new TamperedProof(what, proof with { Context = new Digest256(context) });
        }
        yield return Context("the first bit of the context", 0, 0x80);
        yield return Context("the last bit of the context", Word - 1, 1);
        yield return new TamperedProof("another context altogether", proof with { Context = Digest256.Keccak(proof.Context.ToArray()) });
    }

    private static byte[] Shifted(ReadOnlyMemory<byte> published, int at, int change)
    {
        var bytes = published.ToArray();
        var slot = bytes.AsSpan(at * sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(slot, BinaryPrimitives.ReadInt32BigEndian(slot) + change);
        return bytes;
    }

    private static TamperedProof Change(Proof proof, string what, Action<byte[]> change)
    {
        var bytes = proof.Bytes.ToArray();
        change(bytes);
        return new TamperedProof(what, proof with { Bytes = bytes });
    }
}
