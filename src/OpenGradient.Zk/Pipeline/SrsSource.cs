// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>Opens the reference string the options ask for, and says aloud when it is the insecure one.</summary>
internal static class SrsSource
{
    internal const string InsecureWarning =
        "INSECURE reference string: its secret is published, so anybody can forge these proofs. Give --srs FILE.ptau for anything of value.";

    private const string CacheName = "srs";

    internal static async Task<Srs> OpenAsync(
        PipelineOptions options, ArtifactStore store, int log2Size, IStepReporter reporter, CancellationToken cancellationToken)
    {
        if (options.SrsPath is not { } path)
        {
            RefuseInsecure(options);
            reporter.Warn(InsecureWarning);
            var cache = Path.Combine(store.CacheFolder(CacheName), $"insecure-2^{log2Size}.bin");
            return await reporter.RunAsync("srs", "Opening the INSECURE reference string", progress =>
                Srs.OpenInsecureAsync(log2Size, cache, progress, cancellationToken)).ConfigureAwait(false);
        }
        var srs = await reporter.RunAsync("srs", "Opening the reference string", progress =>
            Srs.OpenPtauAsync(Existing(path), log2Size, progress, cancellationToken)).ConfigureAwait(false);
        // The development secret may come in any file: what was opened is looked at, and not how it was named (protocol.md §11.5).
        if (srs.IsInsecure && options.RequireCeremony)
        {
            srs.Dispose();
            throw new InvalidInputException(
                $"--require-ceremony refuses {path}: it is the insecure development string, whose secret is published; name a ceremony's file.");
        }
        if (srs.IsInsecure)
        {
            reporter.Warn($"{path} holds the development string. {InsecureWarning}");
        }
        return srs;
    }

    internal static void RefuseInsecure(PipelineOptions options)
    {
        if (options.RequireCeremony)
        {
            throw new InvalidInputException(
                "--require-ceremony refuses the insecure reference string; name a ceremony's powers-of-tau file with --srs FILE.ptau.");
        }
    }

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new InvalidInputException($"There is no reference string file {path}; check the path given to --srs.");
}
