// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// The places a key may come from. None of them is a command line, which every user of the machine can read.
/// </summary>
public static class EthereumKeys
{
    /// <summary>The variable read when none is named.</summary>
    public const string DefaultVariable = "OGZK_PRIVATE_KEY";

    /// <summary>The variable with a keystore's password when none is named.</summary>
    public const string DefaultPasswordVariable = "OGZK_KEYSTORE_PASSWORD";

    private const int LargestKeyFile = 64 * 1024;

    /// <summary>From an environment variable that holds 64 hexadecimal digits, with or without 0x.</summary>
    /// <exception cref="ChainKeyException">The variable is not set, or holds something else.</exception>
    public static EthereumKey FromEnvironment(string variable = DefaultVariable)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(text)
            ? throw new ChainKeyException(
                $"The environment variable {variable} is not set; put the private key there or name a key file.")
            : FromHex(text, $"The environment variable {variable}");
    }

    /// <summary>
    /// From a file: a keystore (JSON, version 3) opened with the password in <paramref name="passwordVariable"/>, or
    /// plain hexadecimal. A plain file that others may read is refused, as ssh does.
    /// </summary>
    /// <exception cref="ChainKeyException">
    /// The file is missing, readable by others, malformed, or the password is wrong.
    /// </exception>
    public static EthereumKey FromFile(string path, string passwordVariable = DefaultPasswordVariable)
    {
        var text = ReadText(path);
        if (!text.TrimStart().StartsWith('{'))
        {
            RefuseReadableByOthers(path);
            return FromHex(text, $"The key file {path}");
        }
        var password = Environment.GetEnvironmentVariable(passwordVariable)
            ?? throw new ChainKeyException(
                $"The keystore {path} needs a password; put it in the environment variable {passwordVariable}.");
        return FromKeystore(text, password, path);
    }

    /// <summary>From the JSON of a version 3 keystore. <paramref name="name"/> says in errors which keystore.</summary>
    /// <exception cref="ChainKeyException">Malformed, an unknown cipher, or the password is wrong.</exception>
    public static EthereumKey FromKeystore(string json, string password, string name = "keystore")
    {
        var scalar = Keystore.Open(json, password, name);
        try
        {
            return new EthereumKey(scalar);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    private static EthereumKey FromHex(string text, string where)
    {
        var digits = text.Trim();
        digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
        var scalar = new byte[Secp256k1.ScalarSize];
        try
        {
            var readable = digits.Length == 2 * Secp256k1.ScalarSize
                && Convert.FromHexString(digits, scalar, out _, out _) == System.Buffers.OperationStatus.Done;
            return readable && Secp256k1.IsValidScalar(scalar)
                ? new EthereumKey(scalar)
                : throw new ChainKeyException(
                    $"{where} does not hold a private key: 64 hexadecimal digits are expected.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= LargestKeyFile
                ? File.ReadAllText(path)
                : throw new ChainKeyException(
                    $"The file {path} is too large for a key ({size} bytes); name a key file or a keystore.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChainKeyException(
                $"The key file {path} cannot be read ({error.GetType().Name}); " +
                "check the path and its permissions.", error);
        }
    }

    private static void RefuseReadableByOthers(string path)
    {
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new ChainKeyException(
                $"The key file {path} can be read or written by other users; run: chmod 600 {path}");
        }
    }
}
