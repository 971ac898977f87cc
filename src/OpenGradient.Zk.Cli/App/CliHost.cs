// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>From arguments to an exit code.</summary>
internal static class CliHost
{
    internal static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
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
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "usage" : command.Name;
        var message = string.Join(" ", parsed.Errors.Select(error => Sentence(error.Message)).Distinct());
        var failure = new Failure(ExitCode.Usage, "usage", message, $"Run: ogzk {(command is RootCommand ? "" : command.Name + " ")}--help");
        new Reporter(quiet: false).Fail(failure);
        if (args.Contains("--json"))
        {
            Console.Out.WriteLine(Envelope.Write(name, null, failure, new Dictionary<string, double>()));
        }
        return failure.ExitCode;
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
