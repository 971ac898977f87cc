// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk setup: the keys of a model.</summary>
internal static class SetupVerb
{
    // Contract code has at most 24,576 bytes (EIP-170), and its first is a STOP (protocol.md §8.4).
    private const int LargestOnChain = 24_575;

    internal static Command Command() => Verb.Create(
        "setup", "Make the proving key (secret) and the verifying key of a model.", ModelOptions.Proving, RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var pipeline = ModelOptions.Pipeline(context);
        var model = await pipeline.PrepareAsync(context.Get(ModelOptions.Model), null, context.CancellationToken).ConfigureAwait(false);
        var keys = await pipeline.SetupAsync(model, context.CancellationToken).ConfigureAwait(false);
        if (keys.VerifyingKey.Bytes.Length > LargestOnChain)
        {
            context.Reporter.Warn(
                $"The verifying key has {keys.VerifyingKey.Bytes.Length} bytes, and a contract stores at most {LargestOnChain}: proofs can be verified here, "
                + "but not on chain. A model with fewer layers, or fewer different curves, has a smaller key.");
        }
        var data = new
        {
            VerifyingKeyDigest = keys.VerifyingKey.Digest.ToString(), InsecureSrs = keys.IsInsecure, SrsId = keys.VerifyingKey.SrsId.ToString(),
            VerifyingKey = new { Bytes = keys.VerifyingKey.Bytes.Length, Path = keys.VerifyingKeyPath },
            ProvingKey = new { Bytes = new FileInfo(keys.ProvingKeyPath).Length, Path = keys.ProvingKeyPath },
            keys.SetupSeconds, PeakRssBytes = PeakMemory.Bytes(),
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("verifying key digest", data.VerifyingKeyDigest), ("verifying key", keys.VerifyingKeyPath), ("proving key (secret)", keys.ProvingKeyPath),
            ("setup", Facts.Seconds(keys.SetupSeconds)), ("reference string", data.InsecureSrs ? "INSECURE (development)" : pipeline.Options.SrsPath!)));
    }
}
