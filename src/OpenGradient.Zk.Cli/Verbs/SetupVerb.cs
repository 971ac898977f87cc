// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk setup: the keys of a model.</summary>
internal static class SetupVerb
{
    internal static Command Command() => Verb.Create(
        "setup", "Make the proving key (secret) and the verifying key of a model.", ModelOptions.Proving, RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var pipeline = ModelOptions.Pipeline(context);
        var model = await pipeline.PrepareAsync(context.Get(ModelOptions.Model), null, context.CancellationToken).ConfigureAwait(false);
        var keys = await pipeline.SetupAsync(model, context.CancellationToken).ConfigureAwait(false);
        var data = new
        {
            VerifyingKeyDigest = keys.VerifyingKey.Digest.ToString(), InsecureSrs = pipeline.Options.SrsPath is null,
            VerifyingKey = new { Bytes = keys.VerifyingKey.Bytes.Length, Path = keys.VerifyingKeyPath },
            ProvingKey = new { Bytes = new FileInfo(keys.ProvingKeyPath).Length, Path = keys.ProvingKeyPath },
            keys.SetupSeconds, PeakRssBytes = PeakMemory.Bytes(),
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("verifying key digest", data.VerifyingKeyDigest), ("verifying key", keys.VerifyingKeyPath), ("proving key (secret)", keys.ProvingKeyPath),
            ("setup", Facts.Seconds(keys.SetupSeconds)), ("reference string", data.InsecureSrs ? "INSECURE (development)" : pipeline.Options.SrsPath!)));
    }
}
