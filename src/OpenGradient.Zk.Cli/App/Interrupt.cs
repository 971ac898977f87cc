// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Cli;

/// <summary>
/// Ctrl-C and SIGTERM become a cancelled token, which native code looks at several times a second. The last resort, for work
/// that does not stop, is a watchdog: it says how the run ended, takes the half-made away, and leaves. A second signal does
/// not wait for it. OGZK_INTERRUPT_MS sets its patience, for machines so busy that leaving in order takes longer.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(
        int.TryParse(Environment.GetEnvironmentVariable("OGZK_INTERRUPT_MS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 900);

    private static int _leaving;

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
            Leave();
            return;
        }
        _patience = new Timer(_ => Leave(), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    // Files appear by renaming, so leaving without unwinding cannot leave half of one behind; folders that were being
    // filled, which may hold a proving key, are taken away by name.
    private static void Leave()
    {
        if (Interlocked.Exchange(ref _leaving, 1) != 0)
        {
            return;
        }
        try
        {
            ArtifactStore.DropUnfinished();
            Ending.Current?.TellCancelled();
        }
        finally
        {
            Environment.Exit(ExitCode.Cancelled);
        }
    }
}
