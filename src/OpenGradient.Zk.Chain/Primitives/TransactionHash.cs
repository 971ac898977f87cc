// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>The name of a transaction: the Keccak-256 of its signed bytes.</summary>
/// <param name="Digest">The 32 bytes.</param>
public readonly record struct TransactionHash(Digest256 Digest)
{
    /// <summary>Reads "0x" and 64 digits.</summary>
    /// <exception cref="FormatException">Wrong length or a stray character.</exception>
    public static TransactionHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 2 + (2 * Digest256.Size)
            ? new TransactionHash(new Digest256(HexText.ToBytes(text, $"The transaction hash \"{text}\"")))
            : throw new FormatException(
                $"\"{text}\" is not a transaction hash: 0x and 64 hexadecimal digits are expected.");
    }

    /// <summary>"0x" and 64 lower-case digits.</summary>
    public override string ToString() => Digest.ToString();
}
