// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>Runs the command line tool as its users do: a process with arguments, two streams and an exit code.</summary>
internal static class Ogzk
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static string Tool { get; } = Path.Combine(AppContext.BaseDirectory, "ogzk.dll");

    internal static Task<OgzkOutcome> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string?>(), arguments);

    internal static async Task<OgzkOutcome> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var ended = await ProcessRunner.RunAsync(Request(environment, arguments));
        return new OgzkOutcome(ended.ExitCode, ended.StandardOutput, ended.StandardError);
    }

    internal static ProcessRequest Request(IReadOnlyDictionary<string, string?> environment, params string[] arguments) => new()
    {
        // A shell starts what runs in the background with SIGINT ignored, and children inherit that; env undoes it.
        FileName = "env", Arguments = ["--default-signal=INT", "dotnet", Tool, .. arguments], Timeout = Patience,
        // Whatever the developer has set must not decide a test.
        Environment = new Dictionary<string, string?>(environment)
        {
            ["OGZK_ARTIFACTS"] = environment.GetValueOrDefault("OGZK_ARTIFACTS"), ["OGZK_RPC"] = environment.GetValueOrDefault("OGZK_RPC"),
            ["OGZK_NATIVE_PATH"] = environment.GetValueOrDefault("OGZK_NATIVE_PATH"), ["OGZK_DEBUG"] = null, ["NO_COLOR"] = null,
            // The watchdog is for people who wait; here it may fire only where it is what is tested.
            ["OGZK_INTERRUPT_MS"] = environment.GetValueOrDefault("OGZK_INTERRUPT_MS") ?? "120000",
        },
    };
}

/// <summary>How it ended.</summary>
internal sealed record OgzkOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>The envelope: the whole of stdout, and nothing else on it.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement.Clone();

    internal JsonElement Data => Json.GetProperty("data");

    /// <summary>Asserts a refusal: the exit code, a sentence that says these words, and no trace of our insides.</summary>
    internal OgzkOutcome Refused(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}; stderr: {Error}");
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("ogzk: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at OpenGradient", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at System", Error, StringComparison.Ordinal);
        return this;
    }

    internal OgzkOutcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}; stderr: {Error}");
        return this;
    }
}
