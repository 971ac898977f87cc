// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Cli;

/// <summary>Failures after something was sent: what a chain has been given cannot be taken back, and the sentence says so.</summary>
internal static class Unfinished
{
    /// <summary>The failure, with what may still happen in its message.</summary>
    internal static Failure FailureOf(Exception error, string hint)
    {
        var failure = Failure.Of(error);
        // That nothing was left half-done is true of files, and of nothing that was sent.
        return error is OperationCanceledException
            ? failure with { Message = error is ISentTransaction ? error.Message : "Cancelled.", Hint = hint }
            : failure with { Hint = failure.Hint is null ? hint : $"{failure.Hint} {hint}" };
    }
}
