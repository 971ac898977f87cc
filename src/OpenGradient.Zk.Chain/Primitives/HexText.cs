// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>Hexadecimal as Ethereum writes it: "0x", lower case; quantities without leading zeros.</summary>
internal static class HexText
{
    /// <summary>Bytes to "0x…", two digits each; no bytes give "0x".</summary>
    internal static string FromBytes(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>A non-negative number to "0x…" without leading zeros; zero gives "0x0".</summary>
    internal static string FromQuantity(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return "0x" + (digits.Length == 0 ? "0" : digits);
    }

    /// <summary>
    /// Reads "0x…" with an even number of digits. <paramref name="what"/> names the value in the error.
    /// </summary>
    /// <exception cref="FormatException">Not hexadecimal, no "0x", or an odd number of digits.</exception>
    internal static byte[] ToBytes(string? text, string what)
    {
        if (text is null || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"{what} is not hexadecimal: it must begin with 0x.");
        }
        if (text.Length % 2 != 0)
        {
            throw new FormatException($"{what} has an odd number of hexadecimal digits ({text.Length - 2}).");
        }
        try
        {
            return Convert.FromHexString(text.AsSpan(2));
        }
        catch (FormatException)
        {
            throw new FormatException($"{what} holds a character that is not a hexadecimal digit.");
        }
    }

    /// <summary>
    /// Reads a quantity: "0x" and one to 64 digits. Leading zeros are tolerated, since some nodes send them.
    /// </summary>
    /// <exception cref="FormatException">Not such a quantity.</exception>
    internal static BigInteger ToQuantity(string? text, string what)
    {
        if (text is null || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.Length is < 3 or > 66
            || !BigInteger.TryParse(
                "0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new FormatException($"{what} is not a hexadecimal quantity such as 0x1a.");
        }
        return value;
    }

    /// <summary>As <see cref="ToQuantity"/>, but it must fit 64 bits.</summary>
    /// <exception cref="FormatException">Not a quantity, or 2^64 and above.</exception>
    internal static ulong ToUInt64(string? text, string what)
    {
        var value = ToQuantity(text, what);
        return value <= ulong.MaxValue ? (ulong)value : throw new FormatException($"{what} does not fit 64 bits.");
    }
}
