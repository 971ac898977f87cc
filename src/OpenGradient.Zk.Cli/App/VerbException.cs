// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Cli;

/// <summary>A refusal of the command line itself; data that was found out before it is reported all the same.</summary>
internal sealed class VerbException(Failure failure, object? data = null) : Exception(failure.Message)
{
    internal Failure Failure { get; } = failure;

    internal object? FoundOut { get; } = data;

    /// <summary>The request is wrong.</summary>
    internal static VerbException Usage(string message, string? hint = null) => new(new Failure(ExitCode.Usage, "usage", message, hint));
}
