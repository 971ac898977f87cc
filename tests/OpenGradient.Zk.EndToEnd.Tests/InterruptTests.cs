// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Testing;
using Xunit.Abstractions;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>
/// Ctrl-C: exit code 130, the sentence, and nothing half-written. How long it takes is noted in the test's output and not
/// judged: on a machine with other work a second is no measure (native/src/msm tests count how often long work asks).
/// </summary>
public sealed class InterruptTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-interrupt-");

    // Each names a line of stderr after which the signal is sent: during setup, during proving.
    [Theory]
    [InlineData("INT", "Setting up keys", 1)]
    [InlineData("INT", ".... Proving", 1)]
    [InlineData("TERM", ".... Proving", 1)]
    // The second signal does not wait for anybody: the words are then the watchdog's. So they are without any patience.
    [InlineData("INT", "Setting up keys", 2)]
    [InlineData("INT", "Setting up keys", 1, "0")]
    [InlineData("INT", ".... Proving", 1, "0")]
    public async Task A_signal_ends_it_and_leaves_nothing_behind(string signal, string during, int times, string? patience = null)
    {
        var model = WideModel.Write(Path.Combine(_folder.FullName, "wide.onnx"), width: 1024, layers: 3);
        var input = Path.Combine(_folder.FullName, "input.json");
        File.WriteAllText(input, $"{{\"input_data\": [[{string.Join(',', Enumerable.Repeat("0.5", 1024))}]]}}");
        var (store, proof) = (Path.Combine(_folder.FullName, "store"), Path.Combine(_folder.FullName, "p.ogp"));

        var reached = new TaskCompletionSource();
        var (printed, said) = (new List<string>(), new List<string>());
        var request = Ogzk.Request(new Dictionary<string, string?> { ["OGZK_INTERRUPT_MS"] = patience }, "prove", model, "--input", input, "--artifacts", store, "--out", proof, "--json");
        await using var running = RunningProcess.Start(request, printed.Add, line =>
        {
            said.Add(line);
            if (line.Contains(during, StringComparison.Ordinal))
            {
                reached.TrySetResult();
            }
        });
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.False(running.HasExited, "It was over before it could be interrupted; give it more to do.");

        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = [$"-{signal}", $"{running.Id}"] });
        }
        var exitCode = await running.WaitForExitAsync();
        output.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms.");

        Assert.Equal(130, exitCode);
        Assert.Single(said, line => line.Contains("ogzk: Cancelled; nothing was left half-done.", StringComparison.Ordinal));
        // One envelope, whoever printed it.
        var envelope = JsonDocument.Parse(string.Join('\n', printed)).RootElement;
        JsonSchema.Check("prove", envelope);
        Assert.Equal("cancelled", envelope.GetProperty("error").GetProperty("code").GetString());
        Assert.False(File.Exists(proof));
        // A proving key that was being written would be a secret left lying about.
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(store, ".staging")));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*.tmp", SearchOption.AllDirectories));
        // What is under its final name is whole: it carries a manifest.
        Assert.All(Folders(store, "models").Concat(Folders(store, "keys")), folder => Assert.True(File.Exists(Path.Combine(folder, "manifest.json"))));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Folders(string store, string kind) =>
        Directory.Exists(Path.Combine(store, kind)) ? Directory.EnumerateDirectories(Path.Combine(store, kind)) : [];
}
