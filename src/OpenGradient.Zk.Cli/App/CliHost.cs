// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Parsing;

namespace OpenGradient.Zk.Cli;

/// <summary>From arguments to an exit code.</summary>
internal static class CliHost
{
    internal static async Task<int> RunAsync(string[] args)
    {
        try
        {
            Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            return await InvokeAsync(args).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Beyond every verb: help that nobody can read, a stdout that is gone. Still an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var failure = error is IOException io ? Failure.OfOutput(io) : Failure.Of(error);
            new Reporter(quiet: false).Fail(failure);
            Verb.Debugging(error);
            return failure.ExitCode;
        }
    }

    private static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Commands.Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Misunderstood(parsed, args);
        }
        using var interrupt = new Interrupt();
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(configuration, interrupt.Token).ConfigureAwait(false);
    }

    private static int Misunderstood(ParseResult parsed, string[] args)
    {
        // From the root down: "srs check". The schema is the verb's, whichever of its commands was meant.
        var path = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            path.Insert(0, command.Command.Name);
        }
        var message = string.Join(" ", parsed.Errors.Select(error => UsageSentence.Of(error.Message)).Distinct());
        var failure = new Failure(ExitCode.Usage, "usage", message, $"Run: {string.Join(' ', ["ogzk", .. path, "--help"])}");
        return new Ending(path.FirstOrDefault() ?? "usage", args.Contains("--json"), new Reporter(quiet: false)).Tell(null, null, failure) ?? failure.ExitCode;
    }
}
