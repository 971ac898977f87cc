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

    // The watchdog reads what the verb still writes.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _timings = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _sent = [];

    /// <summary>Seconds by step.</summary>
    internal IReadOnlyDictionary<string, double> Timings
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, double>(_timings);
            }
        }
    }

    /// <summary>What was warned of, each once, in the order it came up.</summary>
    internal IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_lock)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Transactions that went out, so that no end of the run hides them.</summary>
    internal IReadOnlyList<string> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(string name, string title, Func<IProgress<ProofProgress>, Task<T>> work)
    {
        title = Plain.Line(title); // it names files
        var start = Stopwatch.GetTimestamp();
        var result = quiet ? await work(new Ticks(null)).ConfigureAwait(false)
            : Terminal.IsWatched ? await WatchAsync(title, work).ConfigureAwait(false)
            : await ListAsync(title, work).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        lock (_lock)
        {
            _timings[name] = _timings.GetValueOrDefault(name) + seconds;
        }
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
            _console.MarkupLineInterpolated($"[grey]note[/] {Plain.Sentence(sentence)}");
        }
    }

    /// <inheritdoc/>
    public void Warn(string sentence)
    {
        lock (_lock)
        {
            if (_warnings.Contains(sentence))
            {
                return;
            }
            _warnings.Add(sentence);
        }
        _console.MarkupLineInterpolated($"[yellow]warning[/] {Plain.Sentence(sentence)}");
    }

    /// <summary>An error: to stderr, whatever else was asked.</summary>
    internal void Fail(Failure failure)
    {
        _console.MarkupLineInterpolated($"[red]ogzk:[/] {Plain.Sentence(failure.Message)}");
        if (failure.Hint is not null)
        {
            _console.MarkupLineInterpolated($"[grey]hint[/] {Plain.Sentence(failure.Hint)}");
        }
    }

    /// <summary>A transaction went out; whatever becomes of this run, it may be mined.</summary>
    internal void NoteSent(string hash)
    {
        lock (_lock)
        {
            _sent.Add(hash);
        }
        Note($"Transaction {hash} was sent; it may be mined whether or not it is waited for.");
    }

    internal void Add(string step, double seconds)
    {
        lock (_lock)
        {
            _timings[step] = seconds;
        }
    }

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
