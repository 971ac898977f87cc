// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>Tells nobody.</summary>
public sealed class SilentReporter : IStepReporter
{
    /// <summary>The only one needed.</summary>
    public static SilentReporter Instance { get; } = new();

    /// <inheritdoc/>
    public Task<T> RunAsync<T>(string name, string title, Func<IProgress<ProofProgress>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work(Nobody.Instance);
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
    }

    /// <inheritdoc/>
    public void Warn(string sentence)
    {
    }

    private sealed class Nobody : IProgress<ProofProgress>
    {
        internal static Nobody Instance { get; } = new();

        public void Report(ProofProgress value)
        {
        }
    }
}
