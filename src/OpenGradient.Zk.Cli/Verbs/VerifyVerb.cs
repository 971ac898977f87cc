// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Diagnostics;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk verify: yes, or no with the name of the check.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string> ProofPath = new("proof") { Description = "The proof file (.ogp)." };

    private static readonly Option<string?> Key = new("--key", "-k")
    {
        Description = "The verifying key (.ogvk). Without it: the key of your own setup that the proof names.",
    };

    private static readonly Option<Digest256?> Digest = HexOptions.Digest("--key-digest", "The digest of the key you trust (default: that of the key given).");

    private static readonly Option<Digest256?> Context = HexOptions.Digest("--context", "The context you expect (default: the one in the file).");

    internal static Command Command() => Verb.Create(
        "verify", "Verify a proof as the contract does. Exit code 4 if it does not hold.",
        [ProofPath, Key, Digest, Context, ModelOptions.Srs, ModelOptions.RequireCeremony], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var path = context.Get(ProofPath);
        var file = ProofFile.Read(path);
        var proof = context.Get(Context) is { } expected ? file.Proof with { Context = expected } : file.Proof;
        var options = new PipelineOptions { SrsPath = context.Get(ModelOptions.Srs), RequireCeremony = context.Get(ModelOptions.RequireCeremony) };
        var pipeline = new ZkPipeline(options, ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);
        var key = VerifyingKey.Read(context.Get(Key) ?? OwnKey(pipeline, proof, path));
        using var srs = await pipeline.OpenSrsAsync(Srs.VerifierLog2Size, context.CancellationToken).ConfigureAwait(false);

        var parameters = srs.VerifierParameters();
        var start = Stopwatch.GetTimestamp();
        var verdict = await context.Reporter.RunAsync("verify", "Verifying", _ =>
            Task.Run(() => Verifier.Verify(parameters, key, context.Get(Digest) ?? key.Digest, proof), context.CancellationToken)).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var outputs = verdict.Accepted ? Outputs(file, key, proof) : null;
        var data = new
        {
            verdict.Accepted, verdict.Check, KeyCode = verdict.KeyCode == 0 ? (int?)null : verdict.KeyCode, VerifySeconds = seconds,
            VerifyingKeyDigest = key.Digest.ToString(), Context = proof.Context.ToString(), InsecureSrs = srs.IsInsecure, Outputs = outputs,
        };
        var failure = verdict.Accepted ? null : new Failure(ExitCode.ProofInvalid, "proof_invalid", Sentence(verdict), Reason(file.Proof, proof, key, srs));
        return new VerbResult(data, console => Facts.Show(console,
        [
            ("accepted", verdict.Accepted ? "yes" : $"no ({verdict.Check})"),
            .. (outputs ?? []).Select(Facts.Output),
            ("verifying key digest", data.VerifyingKeyDigest), ("context", data.Context),
            ("reference string", srs.IsInsecure ? "INSECURE (development)" : "ceremony"), ("verifying", Facts.Seconds(seconds)),
        ]), failure);
    }

    private static string OwnKey(ZkPipeline pipeline, Proof proof, string path) =>
        pipeline.FindVerifyingKey(proof.VerifyingKeyDigest) ?? throw VerbException.Usage(
            $"The proof {path} names the key {proof.VerifyingKeyDigest}, which is not in {pipeline.Store.Root}.",
            "Give the key you trust with --key FILE.ogvk.");

    // The schema in the file counts only if the key was made for it; otherwise the integers stay without a scale.
    private static IReadOnlyList<TensorValues>? Outputs(ProofFile file, VerifyingKey key, Proof proof) =>
        file.SchemaJson is { } json && Digest256.Keccak(json) == key.SchemaHash
            ? TensorValues.Read(ModelSchema.Parse(json), proof.Values()).Outputs
            : null;

    private static string Sentence(Verdict verdict)
    {
        var code = verdict.KeyCode == 0 ? "" : $" {verdict.KeyCode}";
        return verdict.Detail.Length == 0
            ? $"The proof does not hold: {verdict.Check}{code}."
            : $"The proof does not hold: {verdict.Check}{code} ({verdict.Detail.TrimEnd('.')}).";
    }

    // What the file says about itself is not trusted, but it may explain the refusal.
    private static string? Reason(Proof own, Proof proof, VerifyingKey key, Srs srs)
    {
        if (proof.VerifyingKeyDigest != key.Digest)
        {
            return $"The file says it was made for the key {proof.VerifyingKeyDigest}; this one is {key.Digest}.";
        }
        if (own.Context != proof.Context)
        {
            return $"The file says it was made for the context {own.Context}; {proof.Context} was expected of it.";
        }
        if (proof.SrsId != srs.Id)
        {
            return $"The file says it was made with the reference string {proof.SrsId}{(proof.IsInsecure ? " (insecure)" : "")}; this one is {srs.Id}.";
        }
        return key.SrsId == srs.Id ? null
            : $"The key was made under the reference string {key.SrsId}, and this one is {srs.Id}; name the right file with --srs.";
    }
}
