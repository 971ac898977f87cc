// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>Native work of seconds or minutes: a thread of its own, progress out, cancellation in.</summary>
internal static class LongTask
{
    internal static Task<T> Run<T>(
        Func<ProgressSink, T> work, IProgress<ProofProgress>? progress, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => work(Sink(progress, cancellationToken)),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private static ProgressSink Sink(IProgress<ProofProgress>? progress, CancellationToken cancellationToken) => new(
        progress is null ? null : (stage, done, total) => progress.Report(new ProofProgress((ProofStage)stage, done, total)),
        cancellationToken);
}
