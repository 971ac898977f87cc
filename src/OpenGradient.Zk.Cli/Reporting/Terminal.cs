// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>The two streams: results on stdout, everything about the work on stderr. Colours only where a person looks.</summary>
internal static class Terminal
{
    // Sentences in a log or a pipe are one line each.
    private const int Unwrapped = 10_000;

    /// <summary>Whether colours are unwelcome (no-color.org).</summary>
    private static bool NoColor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    internal static IAnsiConsole Out() => Create(Console.Out, Console.IsOutputRedirected);

    internal static IAnsiConsole Error() => Create(new PatientWriter(Console.Error), Console.IsErrorRedirected);

    /// <summary>Whether a person watches stderr.</summary>
    internal static bool IsWatched =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected || NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (redirected)
        {
            console.Profile.Width = Unwrapped;
        }
        return console;
    }
}
