// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Cli;

/// <summary>Ctrl-C and SIGTERM become a cancelled token. A second one, or native code that does not
/// stop in time, ends the process.</summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _patience;

    internal Interrupt() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
        _patience?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Cancelled);
        }
        // Files appear by renaming, so leaving without unwinding cannot leave half of one behind.
        _patience = new Timer(_ => Environment.Exit(ExitCode.Cancelled), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
