// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>Where results go: files that cannot be written, streams that cannot be read, names that steer terminals.</summary>
public sealed class OutputTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task A_proof_that_has_nowhere_to_go_is_refused_before_any_work()
    {
        var nowhere = Path.Combine(workshop.File("no-such-folder"), "p.ogp");
        var refused = await Ogzk.RunAsync("prove", "nowhere.onnx", "--input", "nowhere.json", "--out", nowhere);
        refused.Refused(2, "no-such-folder", "--out");
        Assert.DoesNotContain(".tmp", refused.Error, StringComparison.Ordinal);
        (await Ogzk.RunAsync("prove", "nowhere.onnx", "--input", "nowhere.json", "--out", "/proc/p.ogp")).Refused(2, "/proc", "--out");
    }

    [Fact]
    public async Task A_store_that_cannot_be_made_names_the_option_and_the_variable() =>
        (await Ogzk.RunAsync("quantize", Workshop.Model, "--artifacts", "/proc/store")).Refused(2, "/proc/store", "--artifacts", "OGZK_ARTIFACTS");

    [Theory]
    [InlineData("verify --json", 9)]
    [InlineData("verify", 9)]
    [InlineData("--help", 9)]
    public async Task A_full_stdout_ends_in_an_exit_code(string arguments, int exitCode)
    {
        if (!File.Exists("/dev/full"))
        {
            return; // only where the system has one
        }
        var words = arguments.Split(' ');
        var proof = words[0] == "verify" ? $"'{workshop.Proof}' --artifacts '{workshop.Store}'" : "";
        var ended = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = "sh", Arguments = ["-c", $"dotnet '{Ogzk.Tool}' {arguments} {proof} >/dev/full"], Timeout = TimeSpan.FromMinutes(2),
        });
        Assert.True(ended.ExitCode == exitCode, $"exit code {ended.ExitCode}; {ended.StandardError}");
        Assert.Contains("stdout", ended.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at System", ended.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_stderr_stops_nothing()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }
        var ended = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = "sh", Arguments = ["-c", $"dotnet '{Ogzk.Tool}' verify '{workshop.Proof}' --artifacts '{workshop.Store}' --json 2>/dev/full"], Timeout = TimeSpan.FromMinutes(2),
        });
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("\"accepted\": true", ended.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_steers_a_terminal_is_shown_as_text()
    {
        // As long as "logits", so that the model stays well formed: ESC ] 0 ; x and C1's CSI, which is two bytes in UTF-8.
        var path = workshop.Write("hostile.onnx", Replaced(File.ReadAllBytes(Workshop.Model), "logits"u8, "\u001b]0;\u009b"u8));
        foreach (var arguments in (string[][])[["inspect", path], ["quantize", path, "--calibration", Workshop.Calibration, "--artifacts", workshop.Store],
            ["mock", path, "--input", Workshop.Input, "--calibration", Workshop.Calibration, "--artifacts", workshop.Store],
            ["quantize", path, "--public-input", "\u001b[31m", "--calibration", Workshop.Calibration, "--artifacts", workshop.Store]])
        {
            var shown = await Ogzk.RunAsync(arguments);
            Assert.DoesNotContain(shown.Output + shown.Error, c => char.IsControl(c) && c is not ('\n' or '\r'));
        }
    }

    private static byte[] Replaced(byte[] bytes, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        Assert.Equal(from.Length, to.Length);
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
        {
            to.CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }
}
