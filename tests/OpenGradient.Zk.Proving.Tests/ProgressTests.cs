// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class ProgressTests(Proven proven) : IClassFixture<Proven>
{
    private sealed class Observer(Action<ProofProgress> look) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value) => look(value);
    }

    private sealed class ObserverFailedException : Exception;

    [Fact]
    public async Task Progress_tells_known_stages_and_never_more_than_all()
    {
        var ticks = new ConcurrentQueue<ProofProgress>();
        using var keys = await Prover.SetupAsync(proven.Circuit, proven.Srs, new Observer(ticks.Enqueue));
        using var prover = await Prover.OpenAsync(keys.ProvingKey, proven.Srs);
        await prover.ProveAsync(proven.Inputs, Proven.Context, new Observer(ticks.Enqueue));
        var count = ticks.Count;
        Assert.NotEqual(0, count);
        Assert.All(ticks, tick => Assert.True(Enum.IsDefined(tick.Stage), $"stage {tick.Stage}"));
        Assert.All(ticks, tick => Assert.InRange(tick.Fraction, 0, 1));
        await Task.Delay(100);
        Assert.Equal(count, ticks.Count);
    }

    [Fact]
    public async Task An_exception_of_the_observer_stops_the_proof_and_arrives_as_it_was_thrown()
    {
        var failing = new Observer(_ => throw new ObserverFailedException());
        await Assert.ThrowsAsync<ObserverFailedException>(() => proven.Prover.ProveAsync(proven.Inputs, Proven.Context, failing));
        // The prover is as good as before.
        Assert.True(proven.Verify(await proven.Prover.ProveAsync(proven.Inputs, Proven.Context)).Accepted);
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            proven.Prover.ProveAsync(proven.Inputs, Proven.Context, cancellationToken: cancelled.Token));
    }

    [Theory]
    [InlineData(ProofStage.Layout)]
    [InlineData(ProofStage.Commit)]
    [InlineData(ProofStage.Rank)]
    public Task Setting_up_is_cancelled_in_every_stage_but_the_last(ProofStage stage) =>
        CancelledAt(stage, (observer, token) => Prover.SetupAsync(proven.Circuit, proven.Srs, observer, token));

    [Theory]
    [InlineData(ProofStage.Witness)]
    [InlineData(ProofStage.Lookup)]
    [InlineData(ProofStage.Sumcheck)]
    [InlineData(ProofStage.Opening)]
    public async Task Proving_is_cancelled_in_every_stage_but_the_last(ProofStage stage)
    {
        await CancelledAt(stage, (observer, token) => proven.Prover.ProveAsync(proven.Inputs, Proven.Context, observer, token));
        Assert.True(proven.Verify(await proven.Prover.ProveAsync(proven.Inputs, Proven.Context)).Accepted);
    }

    // By what the work reports, and not by a clock: native code looks again at the next report at the latest.
    private static async Task CancelledAt<T>(ProofStage stage, Func<IProgress<ProofProgress>, CancellationToken, Task<T>> work)
    {
        using var source = new CancellationTokenSource();
        var last = ProofStage.Srs;
        var observer = new Observer(progress =>
        {
            last = progress.Stage;
            if (last == stage)
            {
                source.Cancel();
            }
        });
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(observer, source.Token));
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Equal(stage, last);
    }
}
