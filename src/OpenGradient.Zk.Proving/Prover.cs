// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// Proving key, circuit and reference string, ready to prove. One prover may serve many calls at once; each proof uses
/// every thread of the native pool, so running them one after the other costs nothing.
/// </summary>
public sealed class Prover : IDisposable
{
    private readonly ProverHandle _handle;
    private readonly Digest256 _srsId;
    private readonly bool _insecure;

    private Prover(ProverHandle handle, Srs srs)
    {
        _handle = handle;
        (_srsId, _insecure) = (srs.Id, srs.IsInsecure);
        VerifyingKey = new VerifyingKey(NativeCalls.VerifyingKey(handle));
    }

    /// <summary>The key that accepts this prover's proofs.</summary>
    public VerifyingKey VerifyingKey { get; }

    /// <summary>Lays the circuit out and commits to its weights with a fresh blinder.</summary>
    /// <exception cref="ProverException">The circuit is outside what this version proves, or larger than the reference string.</exception>
    public static Task<KeyPair> SetupAsync(
        NativeCircuit circuit, Srs srs, IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(srs);
        return LongTask.Run(
            sink =>
            {
                var (verifyingKey, provingKey) = NativeCalls.Setup(circuit.Handle, srs.Handle, sink);
                return new KeyPair(new VerifyingKey(verifyingKey), new ProvingKey(provingKey));
            },
            progress,
            cancellationToken);
    }

    /// <summary>Checks a proving key and makes it ready. The key may be disposed afterwards; so may the string.</summary>
    /// <exception cref="ProverException">The key is malformed, or was made for another reference string.</exception>
    public static Task<Prover> OpenAsync(ProvingKey provingKey, Srs srs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provingKey);
        ArgumentNullException.ThrowIfNull(srs);
        return LongTask.Run(_ => new Prover(provingKey.OpenProver(srs.Handle), srs), null, cancellationToken);
    }

    /// <summary>Proves that the circuit maps these inputs to the published values, for this context.</summary>
    /// <param name="inputs">The integers of all inputs, one input after the other. The copy made of them is zeroed.</param>
    /// <param name="context">32 bytes the proof is bound to; in no other context does it verify.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    /// <exception cref="ProverException">The inputs do not fit the circuit, or the prover failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was released.</exception>
    public Task<Proof> ProveAsync(
        ReadOnlyMemory<int> inputs, Digest256 context,
        IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default) =>
        LongTask.Run(
            sink =>
            {
                using var secret = SecretBytes.LittleEndian(inputs.Span);
                var (proof, published) = NativeCalls.Prove(_handle, secret.Span, context.ToArray(), sink);
                return new Proof
                {
                    ProtocolId = NativeProver.ProtocolId,
                    SrsId = _srsId,
                    IsInsecure = _insecure,
                    VerifyingKeyDigest = VerifyingKey.Digest,
                    Context = context,
                    Published = published,
                    Bytes = proof,
                };
            },
            progress,
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
