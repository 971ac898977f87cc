// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using OpenGradient.Zk.Proving;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>Tells on stderr what is being done, and keeps the time of every step for the envelope.</summary>
internal sealed class Reporter(bool quiet) : IStepReporter
{
    private readonly IAnsiConsole _console = Terminal.Error();
    private readonly Dictionary<string, double> _timings = [];
    private readonly HashSet<string> _warned = [];

    /// <summary>Seconds by step.</summary>
    internal IReadOnlyDictionary<string, double> Timings => _timings;

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(string name, string title, Func<IProgress<ProofProgress>, Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = quiet ? await work(new Ticks(null)).ConfigureAwait(false)
            : Terminal.IsWatched ? await WatchAsync(title, work).ConfigureAwait(false)
            : await ListAsync(title, work).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _timings[name] = _timings.GetValueOrDefault(name) + seconds;
        if (!quiet)
        {
            _console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[green]done[/] {title} [grey]{seconds:0.00} s[/]");
        }
        return result;
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
        if (!quiet)
        {
            _console.MarkupLineInterpolated($"[grey]note[/] {sentence}");
        }
    }

    /// <inheritdoc/>
    public void Warn(string sentence)
    {
        if (_warned.Add(sentence))
        {
            _console.MarkupLineInterpolated($"[yellow]warning[/] {sentence}");
        }
    }

    /// <summary>An error: to stderr, whatever else was asked.</summary>
    internal void Fail(Failure failure)
    {
        _console.MarkupLineInterpolated($"[red]ogzk:[/] {failure.Message}");
        if (failure.Hint is not null)
        {
            _console.MarkupLineInterpolated($"[grey]hint[/] {failure.Hint}");
        }
    }

    internal void Add(string step, double seconds) => _timings[step] = seconds;

    private Task<T> WatchAsync<T>(string title, Func<IProgress<ProofProgress>, Task<T>> work) =>
        _console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                bar.IsIndeterminate = true;
                return work(new Ticks(tick =>
                {
                    bar.IsIndeterminate = tick.Total == 0;
                    bar.Description = Markup.Escape($"{title}: {StageNames.Of(tick.Stage)}");
                    bar.Value = tick.Fraction;
                }));
            });

    private Task<T> ListAsync<T>(string title, Func<IProgress<ProofProgress>, Task<T>> work)
    {
        _console.MarkupLineInterpolated($"[grey]....[/] {title}");
        return work(new Ticks(null));
    }

    // Progress<T> would post to the thread pool and could tick after the end; this one answers on the spot.
    private sealed class Ticks(Action<ProofProgress>? show) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value) => show?.Invoke(value);
    }
}
