// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>Ctrl-C: exit code 130 within a second, and nothing half-written.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-interrupt-");

    // Each names a line of stderr after which the signal is sent: during setup, during proving.
    [Theory]
    [InlineData("INT", "Setting up keys")]
    [InlineData("INT", ".... Proving")]
    [InlineData("TERM", ".... Proving")]
    public async Task A_signal_ends_it_within_a_second(string signal, string during)
    {
        var model = WideModel.Write(Path.Combine(_folder.FullName, "wide.onnx"), width: 512, layers: 4);
        var input = Path.Combine(_folder.FullName, "input.json");
        File.WriteAllText(input, $"{{\"input_data\": [[{string.Join(',', Enumerable.Repeat("0.5", 512))}]]}}");
        var (store, proof) = (Path.Combine(_folder.FullName, "store"), Path.Combine(_folder.FullName, "p.ogp"));

        var reached = new TaskCompletionSource();
        var said = new List<string>();
        var request = Ogzk.Request(new Dictionary<string, string?>(), "prove", model, "--input", input, "--artifacts", store, "--out", proof);
        await using var running = RunningProcess.Start(request, null, line =>
        {
            said.Add(line);
            if (line.Contains(during, StringComparison.Ordinal))
            {
                reached.TrySetResult();
            }
        });
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await Task.Delay(100);
        Assert.False(running.HasExited, "It was over before it could be interrupted; give it more to do.");

        var start = Stopwatch.GetTimestamp();
        await ProcessRunner.RunAsync(new ProcessRequest { FileName = "kill", Arguments = [$"-{signal}", $"{running.Id}"] });
        var exitCode = await running.WaitForExitAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);

        Assert.Equal(130, exitCode);
        Assert.True(elapsed < Patience.OneSecond(), $"It took {elapsed.TotalMilliseconds:0} ms.");
        Assert.False(File.Exists(proof));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*.tmp", SearchOption.AllDirectories));
        // What is under its final name is whole: it carries a manifest.
        Assert.All(Folders(store, "models").Concat(Folders(store, "keys")), folder => Assert.True(File.Exists(Path.Combine(folder, "manifest.json"))));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Folders(string store, string kind) =>
        Directory.Exists(Path.Combine(store, kind)) ? Directory.EnumerateDirectories(Path.Combine(store, kind)) : [];
}
