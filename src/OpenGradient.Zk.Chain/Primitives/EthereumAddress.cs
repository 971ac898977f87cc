// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>An account or contract: 20 bytes, written with the checksum of EIP-55.</summary>
public readonly record struct EthereumAddress
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 20;

    private readonly UInt128 _head;
    private readonly uint _tail;

    /// <summary>From 20 bytes.</summary>
    /// <exception cref="ArgumentException">Not 20 bytes.</exception>
    public EthereumAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"An address has {Size} bytes; {bytes.Length} were given.", nameof(bytes));
        }
        _head = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _tail = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>The zero address.</summary>
    public static EthereumAddress Zero => default;

    /// <summary>
    /// Reads "0x" and 40 digits. Mixed case must carry the right EIP-55 checksum; one case needs none.
    /// </summary>
    /// <exception cref="FormatException">
    /// Wrong length, a stray character, or a checksum that does not match.
    /// </exception>
    public static EthereumAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 2 + (2 * Size))
        {
            throw new FormatException($"\"{text}\" is not an address: 0x and 40 hexadecimal digits are expected.");
        }
        var address = new EthereumAddress(HexText.ToBytes(text, $"The address \"{text}\""));
        var digits = text[2..];
        var oneCase = !digits.Any(char.IsAsciiLetterUpper) || !digits.Any(char.IsAsciiLetterLower);
        if (!oneCase && digits != address.ToString()[2..])
        {
            throw new FormatException(
                $"The checksum in the capitals of {text} does not match, so a character is probably mistyped. " +
                "Copy the address again, or write it in lower case to skip the check.");
        }
        return address;
    }

    /// <summary>As <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse(string? text, out EthereumAddress address)
    {
        try
        {
            address = text is null ? default : Parse(text);
            return text is not null;
        }
        catch (FormatException)
        {
            address = default;
            return false;
        }
    }

    /// <summary>Writes the 20 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, _head);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _tail);
    }

    /// <summary>A new array of the 20 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>
    /// EIP-55: a letter is a capital where the Keccak-256 of the lower-case digits has a nibble of 8 or more.
    /// </summary>
    public override string ToString()
    {
        var digits = Convert.ToHexStringLower(ToArray()).ToCharArray();
        var hash = Digest256.Keccak(new string(digits)).ToArray();
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
            digits[i] = nibble >= 8 ? char.ToUpperInvariant(digits[i]) : digits[i];
        }
        return "0x" + new string(digits);
    }
}
