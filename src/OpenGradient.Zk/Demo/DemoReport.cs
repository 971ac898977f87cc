// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Demo;

/// <summary>Everything the demo found out, as measured.</summary>
public sealed record DemoReport
{
    private const double AccuracyMargin = 0.01;

    /// <summary>Which model.</summary>
    public required ModelSummary Model { get; init; }

    /// <summary>Float against integers over the whole test split.</summary>
    public required Accuracy Accuracy { get; init; }

    /// <summary>The row that was proven: of the test split, which nothing was fitted to.</summary>
    public required int Row { get; init; }

    /// <summary>The class the row belongs to.</summary>
    public required int Label { get; init; }

    /// <summary>The class the proven outputs name.</summary>
    public required int Predicted { get; init; }

    /// <summary>The proof that was verified on chain, and what it says.</summary>
    public required ProvenInference Inference { get; init; }

    /// <summary>Where the proof was written.</summary>
    public required string ProofPath { get; init; }

    /// <summary>Seconds of each proof.</summary>
    public required IReadOnlyList<double> ProveSeconds { get; init; }

    /// <summary>Seconds of native verification.</summary>
    public required double VerifySeconds { get; init; }

    /// <summary>Seconds of key generation.</summary>
    public required double? SetupSeconds { get; init; }

    /// <summary>The most memory this process held.</summary>
    public required long PeakRssBytes { get; init; }

    /// <summary>The native verifier's answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What happened on chain.</summary>
    public required DemoOnChain OnChain { get; init; }

    /// <summary>What became of the lies.</summary>
    public required IReadOnlyList<TamperedOutcome> Tampered { get; init; }

    /// <summary>Whether the integers that are proven are as good as the floats, to one point in a hundred.</summary>
    public bool IsAccurate => Accuracy.Float - Accuracy.Quantized <= AccuracyMargin;

    /// <summary>What is not as promised, as sentences; none when all is well.</summary>
    public IReadOnlyList<string> BrokenPromises => [.. Promises().Where(promise => !promise.Kept).Select(promise => promise.Otherwise)];

    private IEnumerable<(bool Kept, string Otherwise)> Promises()
    {
        yield return (IsAccurate, FormattableString.Invariant(
            $"The proven integers are right on {Accuracy.Quantized:P2} of the test rows, the float model on {Accuracy.Float:P2}."));
        yield return (Verdict.Accepted, $"The native verifier refused the honest proof ({Verdict.Check}).");
        yield return (OnChain.Verified, "The chain did not verify the honest proof.");
        yield return (OnChain.ReplayRefused, "The consumer contract took the same proof twice.");
        foreach (var lie in Tampered)
        {
            yield return (lie.Native is not null, $"The native verifier accepted a lie: {lie.What}.");
            yield return (lie.Chain is not null, $"The chain accepted a lie: {lie.What}.");
            yield return (lie.Native == lie.Chain, $"Native verifier and chain refused a lie by different checks ({lie.Native}, {lie.Chain}): {lie.What}.");
        }
    }
}

/// <summary>What became of a lie.</summary>
/// <param name="What">What was changed.</param>
/// <param name="Native">The check by which native code refused it; null if it was accepted.</param>
/// <param name="Chain">The error with which the chain refused it; null if it was accepted.</param>
public sealed record TamperedOutcome(string What, string? Native, string? Chain);
