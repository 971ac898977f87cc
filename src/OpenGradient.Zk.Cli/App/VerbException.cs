// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Cli;

/// <summary>A refusal of the command line itself.</summary>
internal sealed class VerbException(Failure failure) : Exception(failure.Message)
{
    internal Failure Failure { get; } = failure;

    /// <summary>The request is wrong.</summary>
    internal static VerbException Usage(string message, string? hint = null) => new(new Failure(ExitCode.Usage, "usage", message, hint));
}
