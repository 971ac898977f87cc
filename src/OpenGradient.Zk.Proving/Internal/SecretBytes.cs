// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Security.Cryptography;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// Bytes that must not linger: on the pinned heap, so the collector leaves no copies behind, and zeroed on disposal.
/// </summary>
internal sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    private SecretBytes(int size) => _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);

    internal ReadOnlySpan<byte> Span => _bytes;

    /// <summary>32-bit little-endian, as native code reads a witness.</summary>
    internal static SecretBytes LittleEndian(ReadOnlySpan<int> values)
    {
        var secret = new SecretBytes(checked(values.Length * sizeof(int)));
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(secret._bytes.AsSpan(i * sizeof(int)), values[i]);
        }
        return secret;
    }

    /// <summary>A whole file, read without buffers in between.</summary>
    /// <exception cref="InvalidArtifactException">The file is larger than one array.</exception>
    internal static SecretBytes ReadFile(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read,
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
        });
        if (file.Length > Array.MaxLength)
        {
            throw new InvalidArtifactException(path, $"it has {file.Length} bytes, more than the {Array.MaxLength} this version holds in memory");
        }
        var secret = new SecretBytes((int)file.Length);
        try
        {
            file.ReadExactly(secret._bytes);
            return secret;
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
