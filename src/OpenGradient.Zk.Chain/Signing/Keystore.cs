// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpenGradient.Zk.Core;
using Org.BouncyCastle.Crypto.Generators;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// Reads the "Web3 Secret Storage" file, version 3: the key under AES-128-CTR, the password stretched by scrypt or
/// PBKDF2, and a Keccak-256 tag that tells a wrong password.
/// </summary>
internal static class Keystore
{
    // Bounds on what a hostile file may ask for: scrypt needs 128·n·r bytes, here at most 1 GiB.
    private const long LargestScryptMemory = 1L << 30;
    private const int MostIterations = 10_000_000;
    private const int BlockSize = 16;

    /// <summary>The 32-byte scalar; the caller overwrites it.</summary>
    /// <exception cref="ChainKeyException">Malformed, unknown algorithm, or wrong password.</exception>
    internal static byte[] Open(string json, string password, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var crypto = Property(document.RootElement, "crypto");
            var cipher = Property(crypto, "cipher").GetString();
            if (cipher != "aes-128-ctr")
            {
                throw new ChainKeyException(
                    $"The keystore {name} uses the cipher {cipher}; only aes-128-ctr is read. " +
                    "Export it again as version 3.");
            }
            var ciphertext = Bytes(crypto, "ciphertext");
            var iv = Bytes(Property(crypto, "cipherparams"), "iv");
            var stretched = Stretch(crypto, password, name);
            var tag = Digest256.Keccak([.. stretched.AsSpan(16, 16), .. ciphertext]).ToArray();
            if (!CryptographicOperations.FixedTimeEquals(tag, Bytes(crypto, "mac")))
            {
                throw new ChainKeyException($"The password does not open the keystore {name}.");
            }
            return ciphertext.Length == Secp256k1.ScalarSize && iv.Length == BlockSize
                ? Decrypt(stretched.AsSpan(0, 16), iv, ciphertext)
                : throw Malformed(name);
        }
        catch (Exception error) when (
            error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Malformed(name);
        }
    }

    private static byte[] Stretch(JsonElement crypto, string password, string name)
    {
        var settings = Property(crypto, "kdfparams");
        var salt = Bytes(settings, "salt");
        var size = Property(settings, "dklen").GetInt32();
        var secret = Encoding.UTF8.GetBytes(password);
        switch (Property(crypto, "kdf").GetString())
        {
            case "scrypt":
                var n = Property(settings, "n").GetInt32();
                var r = Property(settings, "r").GetInt32();
                var p = Property(settings, "p").GetInt32();
                var reasonable = n > 1 && int.IsPow2(n) && r is > 0 and <= 64 && p is > 0 and <= 16
                    && 128L * n * r <= LargestScryptMemory;
                return reasonable && size == 32 ? SCrypt.Generate(secret, salt, n, r, p, size) : throw Malformed(name);
            case "pbkdf2":
                var iterations = Property(settings, "c").GetInt32();
                var known = Property(settings, "prf").GetString() == "hmac-sha256"
                    && iterations is > 0 and <= MostIterations;
                return known && size == 32
                    ? Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, size)
                    : throw Malformed(name);
            default:
                throw Malformed(name);
        }
    }

    // Counter mode: the key stream is the encryption of iv, iv + 1, …, a 128-bit big-endian counter.
    private static byte[] Decrypt(ReadOnlySpan<byte> key, byte[] iv, byte[] ciphertext)
    {
        using var aes = Aes.Create();
        aes.Key = key.ToArray();
        var counter = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(iv);
        var output = new byte[ciphertext.Length];
        var block = new byte[BlockSize];
        for (var at = 0; at < output.Length; at += BlockSize, counter++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(block, counter);
            var stream = aes.EncryptEcb(block, PaddingMode.None);
            for (var i = 0; i < BlockSize; i++)
            {
                output[at + i] = (byte)(ciphertext[at + i] ^ stream[i]);
            }
        }
        return output;
    }

    // Wallets differ in the capitals of "crypto": ethers writes "Crypto".
    private static JsonElement Property(JsonElement parent, string name) =>
        parent.EnumerateObject().Where(
            p => p.NameEquals(name) || string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Value).FirstOrDefault() is { ValueKind: not JsonValueKind.Undefined } value
                ? value
                : throw new KeyNotFoundException(name);

    private static byte[] Bytes(JsonElement parent, string name)
    {
        var text = Property(parent, name).GetString() ?? string.Empty;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    private static ChainKeyException Malformed(string name) =>
        new($"The keystore {name} is not a version 3 keystore (JSON with crypto, kdfparams, ciphertext and mac), or " +
            "asks for unreasonable work.");
}
