// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// SECRET: weights, blinder and prepared commitments of a circuit. Its file form, .ogpk, is readable by its owner only.
/// Disposing zeroes the memory.
/// </summary>
public sealed class ProvingKey : IDisposable
{
    private readonly BufferHandle? _native;
    private readonly SecretBytes? _managed;

    internal ProvingKey(BufferHandle native) => _native = native;

    private ProvingKey(SecretBytes managed) => _managed = managed;

    /// <summary>Size in bytes.</summary>
    public long Size => _native?.Size ?? _managed!.Span.Length;

    /// <summary>Reads a .ogpk file. Its content is checked when a prover is opened with it.</summary>
    /// <exception cref="InvalidArtifactException">The file is too large for this version.</exception>
    public static ProvingKey Read(string path) => new(SecretBytes.ReadFile(path));

    /// <summary>Writes a .ogpk file, whole or not at all, with mode 0600.</summary>
    public void Write(string path)
    {
        if (_native is not null)
        {
            _native.Use(path, static (bytes, target) => AtomicFile.Write(target, bytes, secret: true));
        }
        else
        {
            AtomicFile.Write(path, _managed!.Span, secret: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _native?.Dispose();
        _managed?.Dispose();
    }

    internal ProverHandle OpenProver(SrsHandle srs)
    {
        if (_managed is not null)
        {
            return NativeCalls.OpenProver(_managed.Span, srs);
        }
        ProverHandle? prover = null;
        _native!.Use(srs, (bytes, reference) => prover = NativeCalls.OpenProver(bytes, reference));
        return prover!;
    }
}
