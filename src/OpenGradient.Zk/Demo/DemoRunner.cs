// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx;
using OpenGradient.Zk.Proving;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Demo;

/// <summary>
/// The whole corridor with a model that ships with the project: calibrate, compile, set up, prove a row nothing was
/// fitted to, verify it natively and on a local chain, and let both refuse what was tampered with.
/// </summary>
public sealed class DemoRunner(ZkPipeline pipeline, IStepReporter reporter)
{
    private const string ProofName = "proof.ogp";

    /// <summary>Runs it; look at <see cref="DemoReport.BrokenPromises"/> for whether all is well.</summary>
    public async Task<DemoReport> RunAsync(DemoModel model, DemoOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var test = LabelledSamples.Read(model.TestPath);
        RequireRow(test, options.Row);
        RequireRuns(options.Runs);
        var prepared = await pipeline.PrepareAsync(model.ModelPath, null, cancellationToken).ConfigureAwait(false);
        var accuracy = await MeasureAsync(model, prepared, test, cancellationToken).ConfigureAwait(false);
        using var prover = await pipeline.OpenProverAsync(prepared, cancellationToken).ConfigureAwait(false);

        using var srs = await pipeline.OpenSrsAsync(Srs.DeploymentLog2Size, cancellationToken).ConfigureAwait(false);
        // The registry takes a model only with a proof that its verifier accepts; the context of that one is free (protocol.md §10.4).
        var reference = await prover.ProveAsync(
            test.Samples[options.Row], default, $"test row {options.Row}", reporter, cancellationToken).ConfigureAwait(false);
        var chain = await DemoChain.StartAsync(prover.Keys.VerifyingKey, reference.Proof, srs, reporter, cancellationToken).ConfigureAwait(false);
        await using (chain.ConfigureAwait(false))
        {
            var (inference, seconds) = await ProveAsync(prover, test.Samples[options.Row], chain.Context, options, cancellationToken).ConfigureAwait(false);
            var peak = PeakMemory.Bytes();
            var (verdict, verifySeconds) = Verify(prover, inference.Proof);
            var predicted = Largest.Index(inference.Outputs[0].Raw);
            var onChain = await reporter.RunAsync("submit", "Submitting through the consumer contract", _ =>
                chain.SubmitAsync(inference, predicted, cancellationToken)).ConfigureAwait(false);
            var tampered = await reporter.RunAsync("tamper", $"Trying {Tampering.Count} tampered proofs", _ =>
                TamperAsync(prover, chain, inference.Proof, cancellationToken)).ConfigureAwait(false);
            return new DemoReport
            {
                Model = prepared.Summary, Accuracy = accuracy, Row = options.Row, Label = test.Labels[options.Row],
                Predicted = predicted, Inference = inference, ProofPath = Save(inference, chain.Request), ProveSeconds = seconds,
                VerifySeconds = verifySeconds, SetupSeconds = prover.Keys.SetupSeconds, PeakRssBytes = peak, Verdict = verdict,
                OnChain = onChain, Tampered = tampered,
            };
        }
    }

    private async Task<Accuracy> MeasureAsync(DemoModel model, PreparedModel prepared, LabelledSamples test, CancellationToken cancellationToken)
    {
        using var circuit = await ZkPipeline.OpenCircuitAsync(prepared, cancellationToken).ConfigureAwait(false);
        return await reporter.RunAsync("accuracy", $"Measuring accuracy on {test.Samples.Count} test rows", _ => Task.Run(
            () =>
            {
                using var reference = new FloatReference(OnnxModel.Import(model.ModelPath), model.ModelPath);
                return new AccuracyCheck(reference, QuantizedModelFile.Load(prepared.QuantizedPath), circuit).Run(test, cancellationToken);
            },
            cancellationToken)).ConfigureAwait(false);
    }

    private async Task<(ProvenInference Inference, IReadOnlyList<double> Seconds)> ProveAsync(
        ModelProver prover, double[][] sample, Digest256 context, DemoOptions options, CancellationToken cancellationToken)
    {
        var seconds = new List<double>();
        for (var run = 1; ; run++)
        {
            var inference = await prover.ProveAsync(sample, context, $"test row {options.Row}", reporter, cancellationToken).ConfigureAwait(false);
            seconds.Add(inference.ProveSeconds);
            if (run >= options.Runs)
            {
                return (inference, seconds);
            }
        }
    }

    private static (Verdict Verdict, double Seconds) Verify(ModelProver prover, Proof proof)
    {
        var start = Stopwatch.GetTimestamp();
        var verdict = prover.Verify(proof);
        return (verdict, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<IReadOnlyList<TamperedOutcome>> TamperAsync(
        ModelProver prover, DemoChain chain, Proof proof, CancellationToken cancellationToken)
    {
        var outcomes = new List<TamperedOutcome>();
        foreach (var lie in Tampering.Of(proof))
        {
            var onChain = await chain.Model.RefusalAsync(lie.Proof, cancellationToken).ConfigureAwait(false);
            outcomes.Add(new TamperedOutcome(lie.What, prover.Verify(lie.Proof).Check, onChain));
        }
        return outcomes;
    }

    private string Save(ProvenInference inference, ProofRequest request)
    {
        var path = Path.Combine(pipeline.Store.Root, ProofName);
        (inference.File with { Request = request }).Write(path);
        return path;
    }

    private static void RequireRuns(int runs)
    {
        if (runs is < 1 or > DemoOptions.MostRuns)
        {
            throw new InvalidInputException($"The demo proves 1 to {DemoOptions.MostRuns} times, not {runs}.");
        }
    }

    private static void RequireRow(LabelledSamples test, int row)
    {
        if (row < 0 || row >= test.Samples.Count)
        {
            throw new InvalidInputException($"The test split has rows 0 to {test.Samples.Count - 1}; there is no row {row}.");
        }
    }
}
