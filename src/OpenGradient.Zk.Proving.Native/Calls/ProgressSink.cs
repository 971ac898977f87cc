// SPDX-License-Identifier: Apache-2.0
using System.Runtime.ExceptionServices;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>
/// What native code reports to. It answers "go on" or "stop"; an exception of the observer is kept here and thrown
/// after the native call has returned, since an exception that crosses the border ends the process.
/// </summary>
internal sealed class ProgressSink(Action<uint, ulong, ulong>? observer, CancellationToken token)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>0 to go on, 1 to stop.</summary>
    internal int Report(uint stage, ulong done, ulong total)
    {
        if (token.IsCancellationRequested || _failure is not null)
        {
            return 1;
        }
        try
        {
            observer?.Invoke(stage, done, total);
            return 0;
        }
#pragma warning disable CA1031 // The wall between managed and native code: whatever it is, it must not cross.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            return 1;
        }
    }

    /// <summary>To be called after the native call: the observer's exception, if there was one.</summary>
    internal void ThrowIfFailed() => _failure?.Throw();

    /// <summary>To be called when native code says it was cancelled.</summary>
    internal OperationCanceledException Cancelled() => new(token);
}
