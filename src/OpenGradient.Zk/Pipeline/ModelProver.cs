// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk;

/// <summary>A prepared model with its keys, ready to prove one inference after the other.</summary>
public sealed class ModelProver : IDisposable
{
    private readonly NativeCircuit _circuit;
    private readonly Prover _prover;
    private readonly byte[] _verifierParameters;

    internal ModelProver(PreparedModel model, ModelKeys keys, Srs srs, NativeCircuit circuit, Prover prover)
    {
        (Model, Keys, _circuit, _prover) = (model, keys, circuit, prover);
        _verifierParameters = srs.VerifierParameters();
        CircuitDigest = circuit.Digest;
    }

    /// <summary>The model.</summary>
    public PreparedModel Model { get; }

    /// <summary>Its keys.</summary>
    public ModelKeys Keys { get; }

    /// <summary>The circuit's shape, tables and schema; the digest of the verifying key names the weights.</summary>
    public Digest256 CircuitDigest { get; }

    /// <summary>Proves that the model maps this sample to the outputs in the answer.</summary>
    /// <param name="sample">One flat row-major array per graph input.</param>
    /// <param name="context">32 bytes the proof is bound to.</param>
    /// <param name="source">What errors call the sample, such as its file.</param>
    /// <param name="reporter">Told how far it is.</param>
    /// <param name="cancellationToken">Stops within a second.</param>
    /// <exception cref="InvalidInputException">The sample does not fit the model.</exception>
    public async Task<ProvenInference> ProveAsync(
        double[][] sample, Digest256 context, string source, IStepReporter reporter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        int[] entries = [.. InputQuantizer.Quantize(Model.Schema, sample, OutOfRange.Refuse, source).SelectMany(values => values)];
        try
        {
            var start = Stopwatch.GetTimestamp();
            var evaluated = await reporter.RunAsync("witness", "Integer inference", _ =>
                Task.Run(() => _circuit.Evaluate(entries), cancellationToken)).ConfigureAwait(false);
            var witnessSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            start = Stopwatch.GetTimestamp();
            var proof = await reporter.RunAsync("prove", "Proving", progress =>
                _prover.ProveAsync(entries, context, progress, cancellationToken)).ConfigureAwait(false);
            var proveSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            RequireSame(evaluated, proof.Values());
            await Task.Run(() => SaturationCheck.Warn(Model, sample, reporter), cancellationToken).ConfigureAwait(false);
            return new ProvenInference(proof, Model.Schema, witnessSeconds, proveSeconds);
        }
        finally
        {
            Array.Clear(entries);
        }
    }

    /// <summary>Verifies as the contract does.</summary>
    public Verdict Verify(Proof proof) => Verifier.Verify(_verifierParameters, _prover.VerifyingKey, Keys.VerifyingKey.Digest, proof);

    /// <inheritdoc/>
    public void Dispose()
    {
        _prover.Dispose();
        _circuit.Dispose();
    }

    private static void RequireSame(int[] evaluated, IReadOnlyList<int> proven)
    {
        if (!evaluated.AsSpan().SequenceEqual(proven.ToArray()))
        {
            throw new ProverException(ProverFailure.Internal, "The proven values differ from those of integer inference; nothing was released.");
        }
    }
}
