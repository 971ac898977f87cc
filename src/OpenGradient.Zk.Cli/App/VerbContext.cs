// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>What a verb is given.</summary>
/// <param name="Parsed">The arguments.</param>
/// <param name="Reporter">Where it tells what it does.</param>
/// <param name="CancellationToken">Ctrl-C.</param>
internal sealed record VerbContext(ParseResult Parsed, Reporter Reporter, CancellationToken CancellationToken)
{
    internal T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    internal T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);
}
