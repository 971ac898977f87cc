// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>
/// The end of a run, told exactly once: by the verb, or by the watchdog (<see cref="Interrupt"/>) where the verb does not
/// come back in time.
/// </summary>
internal sealed class Ending(string schema, bool json, Reporter reporter)
{
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private int _told;

    /// <summary>Of the verb that is running; null before it started.</summary>
    internal static Ending? Current { get; private set; }

    /// <summary>Makes it the one the watchdog finds.</summary>
    internal Ending Watched() => Current = this;

    /// <summary>Prints the result, or why there is none.</summary>
    /// <returns>The exit code; null if the end was told before, by someone who will leave with it.</returns>
    internal int? Tell(object? data, Action<IAnsiConsole>? show, Failure? failure)
    {
        if (Interlocked.Exchange(ref _told, 1) != 0)
        {
            return null;
        }
        reporter.Add("total", _total.Elapsed.TotalSeconds);
        if (failure is not null)
        {
            reporter.Fail(failure);
        }
        try
        {
            if (json)
            {
                Console.Out.WriteLine(Envelope.Write(schema, data, failure, reporter.Timings, reporter.Warnings));
            }
            else
            {
                show?.Invoke(Terminal.Out());
            }
            Console.Out.Flush();
        }
        catch (IOException error)
        {
            // What was made is made; only that nobody reads of it here is wrong.
            var unread = Failure.OfOutput(error);
            reporter.Fail(unread);
            return failure?.ExitCode ?? unread.ExitCode;
        }
        return failure?.ExitCode ?? ExitCode.Ok;
    }

    /// <summary>The watchdog's words: the verb was not waited for, and nothing it had begun is left behind.</summary>
    internal void TellCancelled() => Tell(null, null, Failure.Cancelled(reporter.Sent));
}
