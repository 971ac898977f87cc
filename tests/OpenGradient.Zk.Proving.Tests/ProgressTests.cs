// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Testing;

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

    [Fact]
    public async Task Setup_and_proving_are_cancelled_in_the_middle()
    {
        var model = TestModels.Wide(width: 512, layers: 4);
        using var circuit = TestModels.Open(model);
        using var srs = await Srs.OpenInsecureAsync(circuit.Log2Size);
        foreach (var delay in (int[])[30, 150])
        {
            await Cancelled("setup", token => Prover.SetupAsync(circuit, srs, cancellationToken: token), delay);
        }
        using var keys = await Prover.SetupAsync(circuit, srs);
        using var prover = await Prover.OpenAsync(keys.ProvingKey, srs);
        var inputs = TestModels.Flat(TestModels.Inputs(model, 1));
        foreach (var delay in (int[])[30, 200, 500])
        {
            await Cancelled("proving", token => prover.ProveAsync(inputs, default, cancellationToken: token), delay);
        }
    }

    // On a machine so fast that the work ends first there is nothing to cancel, and the test says so by failing.
    private static async Task Cancelled<T>(string what, Func<CancellationToken, Task<T>> work, int delay)
    {
        using var source = new CancellationTokenSource();
        var running = work(source.Token);
        await Task.Delay(delay);
        Assert.False(running.IsCompleted, $"{what} was over before it could be cancelled; give it more to do.");
        await source.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(source.Token, cancelled.CancellationToken);
    }
}
