// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>What a verb found: data for programs, and how a person reads it.</summary>
/// <param name="Data">The "data" of the envelope.</param>
/// <param name="Show">Prints it to stdout.</param>
/// <param name="Failure">Why the answer is no, when it is; data is reported all the same.</param>
internal sealed record VerbResult(object Data, Action<IAnsiConsole> Show, Failure? Failure = null)
{
    /// <summary>What goes on after the result was printed, and why it ended if it should not have; null for most verbs.</summary>
    internal Func<Task<Failure?>>? Until { get; init; }
}

/// <summary>Runs a verb: progress on stderr, one result on stdout, one exit code.</summary>
internal static class Verb
{
    /// <summary>A command whose action is <paramref name="run"/>.</summary>
    internal static Command Create(
        string name, string description, IEnumerable<Symbol> symbols, Func<VerbContext, Task<VerbResult>> run, string? schema = null)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                Positional.RefuseOptions(argument);
                command.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Add(option);
            }
        }
        command.SetAction((parsed, cancellationToken) => RunAsync(schema ?? name, parsed, run, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string schema, ParseResult parsed, Func<VerbContext, Task<VerbResult>> run, CancellationToken cancellationToken)
    {
        var reporter = new Reporter(parsed.GetValue(CommonOptions.Quiet));
        var ending = new Ending(schema, parsed.GetValue(CommonOptions.Json), reporter).Watched();
        VerbResult? result = null;
        Failure? failure;
        try
        {
            result = await run(new VerbContext(parsed, reporter, cancellationToken)).ConfigureAwait(false);
            failure = result.Failure;
        }
#pragma warning disable CA1031 // The outermost frame: every failure becomes a sentence and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = Failure.Of(error, reporter.Sent);
            Debugging(error);
        }
        if (ending.Tell(result?.Data, result?.Show, failure) is not { } exitCode)
        {
            // The watchdog has told the end, and takes the process with it.
            await Task.Delay(Timeout.Infinite, CancellationToken.None).ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        if (result?.Until is { } until)
        {
            if (await until().ConfigureAwait(false) is { } late)
            {
                reporter.Fail(late);
                return late.ExitCode;
            }
        }
        return exitCode;
    }

    internal static void Debugging(Exception error)
    {
        if (Environment.GetEnvironmentVariable("OGZK_DEBUG") == "1")
        {
            Console.Error.WriteLine(error);
        }
    }
}
