// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>The structured reference string: from a ceremony's .ptau file, or the insecure one for development.</summary>
public sealed class Srs : IDisposable
{
    /// <summary>Enough for verifying, whatever the circuit: the parameters of a verifier do not depend on the size.</summary>
    public const int VerifierLog2Size = 5;

    /// <summary>The least for deploying a verifier, whose constructor checks powers up to 2^13 (protocol.md §10.3).</summary>
    public const int DeploymentLog2Size = 13;

    private Srs(SrsHandle handle)
    {
        Handle = handle;
        IsInsecure = NativeCalls.IsInsecure(handle);
        Id = new Digest256(NativeCalls.Id(handle));
    }

    /// <summary>Whether everybody knows its secret, so that anybody can forge proofs under it.</summary>
    public bool IsInsecure { get; }

    /// <summary>srsId of protocol.md §4.1.</summary>
    public Digest256 Id { get; }

    internal SrsHandle Handle { get; }

    /// <summary>Opens and checks a powers-of-tau file with powers for circuits of up to 2^log2Size entries.</summary>
    /// <exception cref="ProverException">The file is malformed, too small, or fails a check.</exception>
    public static Task<Srs> OpenPtauAsync(
        string path, int log2Size, IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default) =>
        LongTask.Run(sink => new Srs(NativeCalls.OpenPtau(path, checked((uint)log2Size), sink)), progress, cancellationToken);

    /// <summary>Makes the INSECURE development string, whose secret is published; never for anything of value.</summary>
    /// <param name="log2Size">Circuits of up to 2^log2Size entries.</param>
    /// <param name="cachePath">A file that keeps the powers between runs, or null.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    public static Task<Srs> OpenInsecureAsync(
        int log2Size, string? cachePath = null, IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default) =>
        LongTask.Run(sink => new Srs(NativeCalls.OpenInsecure(checked((uint)log2Size), cachePath, sink)), progress, cancellationToken);

    /// <summary>What a verifier needs: ten G2 points, 1280 bytes (protocol.md §4.1).</summary>
    public byte[] VerifierParameters() => NativeCalls.VerifierParameters(Handle);

    /// <summary>The constructor argument of ModelVerifier.sol, 2688 bytes (protocol.md §10.3).</summary>
    /// <exception cref="ProverException">Opened with less than <see cref="DeploymentLog2Size"/>.</exception>
    public byte[] DeploymentParameters() => NativeCalls.DeploymentParameters(Handle);

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}
