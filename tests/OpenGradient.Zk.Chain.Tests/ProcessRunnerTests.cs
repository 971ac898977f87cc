// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Programs are run to their end, or ended.</summary>
public sealed class ProcessRunnerTests
{
    [Fact]
    public async Task Both_streams_the_exit_code_and_the_input_come_through()
    {
        var outcome = await RunAsync("cat; echo oops >&2; exit 3", input: "hello\n");
        Assert.Equal((3, "hello\n", "oops\n"), (outcome.ExitCode, outcome.StandardOutput, outcome.StandardError));
    }

    [Fact]
    public async Task Arguments_are_never_a_shell_line()
    {
        const string nasty = "a b; echo $HOME `id` \"'\\";
        var outcome = await ProcessRunner.RunAsync(
            new ProcessRequest { FileName = "printf", Arguments = ["%s|%s", nasty, ""] });
        Assert.Equal(nasty + "|\n", outcome.StandardOutput);
    }

    [Fact]
    public async Task A_program_that_writes_much_on_both_streams_does_not_stall()
    {
        var outcome = await RunAsync(
            "for i in $(seq 20000); do echo line $i of output; echo line $i of complaint >&2; done");
        Assert.Equal(20_000, outcome.StandardOutput.Count(c => c == '\n'));
        Assert.Equal(20_000, outcome.StandardError.Count(c => c == '\n'));
    }

    [Fact]
    public async Task What_is_too_long_is_cut_and_not_kept()
    {
        var outcome = await ProcessRunner.RunAsync(
            new ProcessRequest { FileName = "seq", Arguments = ["100000"], LongestOutput = 1000 });
        Assert.Equal(0, outcome.ExitCode);
        Assert.True(outcome.StandardOutput.Length <= 1000);
    }

    [Fact]
    public async Task A_timeout_kills_the_children_too()
    {
        var pidFile = Path.GetTempFileName();
        var request = Shell($"sleep 60 & echo $! > {pidFile}; wait") with { Timeout = TimeSpan.FromSeconds(1) };
        var error = await Assert.ThrowsAsync<ProcessFailedException>(() => ProcessRunner.RunAsync(request));
        Assert.Contains("longer than 1 seconds", error.Message, StringComparison.Ordinal);
        await AssertGoneAsync(
            int.Parse(await File.ReadAllTextAsync(pidFile), System.Globalization.CultureInfo.InvariantCulture));
        File.Delete(pidFile);
    }

    [Fact]
    public async Task Cancelling_kills_and_says_so()
    {
        using var cancel = new CancellationTokenSource(200);
        var start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ProcessRunner.RunAsync(Shell("sleep 60"), cancel.Token));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<ProcessFailedException>(
            () => ProcessRunner.RunAsync(new ProcessRequest { FileName = "no-such-program-ogzk" }));
        Assert.StartsWith("no-such-program-ogzk could not be started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_set_and_removed()
    {
        Environment.SetEnvironmentVariable("OGZK_TEST_REMOVED", "there");
        var request = Shell("echo \"$OGZK_TEST_SET-$OGZK_TEST_REMOVED\"") with
        {
            Environment = new Dictionary<string, string?> { ["OGZK_TEST_SET"] = "yes", ["OGZK_TEST_REMOVED"] = null },
        };
        Assert.Equal("yes-\n", (await ProcessRunner.RunAsync(request)).StandardOutput);
    }

    [Fact]
    public async Task Our_own_settings_are_not_passed_on()
    {
        Environment.SetEnvironmentVariable("OGZK_TEST_SECRET", "hunter2");
        var seen = (await RunAsync("env")).StandardOutput;
        Assert.Contains("PATH=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("OGZK_", seen, StringComparison.Ordinal);
    }

    /// <summary>Waits until the process is gone, or a zombie that only its parent can bury.</summary>
    internal static async Task AssertGoneAsync(int processId)
    {
        for (var i = 0; i < 100; i++)
        {
            var status = $"/proc/{processId}/status";
            if (!File.Exists(status) || (await File.ReadAllTextAsync(status)).Contains("State:\tZ", StringComparison.Ordinal))
            {
                return;
            }
            await Task.Delay(50);
        }
        Assert.Fail($"Process {processId} is still running.");
    }

    private static ProcessRequest Shell(string line) => new() { FileName = "sh", Arguments = ["-c", line] };

    private static Task<ProcessOutcome> RunAsync(string line, string? input = null) =>
        ProcessRunner.RunAsync(Shell(line) with { StandardInput = input });
}
