// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace OpenGradient.Zk.Chain.Processes;

/// <summary>
/// A program that runs beside us. It never outlives us: disposal kills it and all its children, and so does the end
/// of our own process (except by a signal that cannot be caught).
/// </summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private const string OurPrefix = "OGZK_";

    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _streams;
    private bool _disposed;

    private RunningProcess(Process process, Task streams)
    {
        _process = process;
        _streams = streams;
        Id = process.Id;
        AppDomain.CurrentDomain.ProcessExit += KillOnExit;
    }

    /// <summary>The operating system's number of the process.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _disposed || _process.HasExited;

    /// <summary>Starts a program; each line of its streams goes to a callback, one call at a time per stream.</summary>
    /// <exception cref="ProcessFailedException">It could not be started.</exception>
    public static RunningProcess Start(
        ProcessRequest request, Action<string>? onOutput = null, Action<string>? onError = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var process = new Process { StartInfo = Describe(request) };
        try
        {
            process.Start();
        }
        catch (Exception error) when (
            error is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            process.Dispose();
            throw new ProcessFailedException(
                $"{request.FileName} could not be started: {error.Message} Check that it is installed and may " +
                "run.", error);
        }
        var streams = Task.WhenAll(
            PumpAsync(process.StandardOutput, onOutput),
            PumpAsync(process.StandardError, onError),
            FeedAsync(process.StandardInput, request.StandardInput));
        return new RunningProcess(process, streams);
    }

    /// <summary>Waits for its end and for the last line of its streams; answers the exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _streams.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Kills the process and its children, and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }
        AppDomain.CurrentDomain.ProcessExit -= KillOnExit;
        Kill();
        using var patience = new CancellationTokenSource(KillPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The kernel has the signal; a process stuck in a system call dies when the call ends.
        }
        _disposed = true;
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(ProcessRequest request)
    {
        var info = new ProcessStartInfo(request.FileName, request.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = request.WorkingDirectory ?? string.Empty,
        };
        // Our settings are ours: among them are a private key and the password of a keystore.
        var ours = info.Environment.Keys.Where(n => n.StartsWith(OurPrefix, StringComparison.OrdinalIgnoreCase));
        foreach (var name in ours.ToList())
        {
            info.Environment.Remove(name);
        }
        foreach (var (name, value) in request.Environment)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private static async Task PumpAsync(StreamReader stream, Action<string>? onLine)
    {
        while (await stream.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            onLine?.Invoke(line);
        }
    }

    private static async Task FeedAsync(StreamWriter stream, string? text)
    {
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(text).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading everything: its exit code tells the rest.
        }
    }

    private void KillOnExit(object? sender, EventArgs e) => Kill();

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // Gone already, or going.
        }
    }
}
