// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace OpenGradient.Zk.Chain.Processes;

/// <summary>Runs a program to its end. Both streams are read at once, so neither can fill up and stall it.</summary>
public static class ProcessRunner
{
    /// <summary>Runs and waits. On timeout or cancellation the program and all its children are killed first.</summary>
    /// <exception cref="ProcessFailedException">It could not be started, or ran longer than allowed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ProcessOutcome> RunAsync(
        ProcessRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var start = Stopwatch.GetTimestamp();
        var output = new BoundedText(request.LongestOutput);
        var complaints = new BoundedText(request.LongestOutput);
        await using var running = RunningProcess.Start(request, output.AppendLine, complaints.AppendLine);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout ?? Timeout.InfiniteTimeSpan);
        try
        {
            var exitCode = await running.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new ProcessOutcome(
                exitCode, output.ToString(), complaints.ToString(), Stopwatch.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProcessFailedException(
                $"{request.FileName} ran longer than {request.Timeout!.Value.TotalSeconds:0.#} seconds; " +
                "it was killed.");
        }
    }
}
