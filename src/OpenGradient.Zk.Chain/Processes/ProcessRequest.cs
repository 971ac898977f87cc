// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Processes;

/// <summary>
/// A program to run: never a shell line, always a list of arguments. No secrets: arguments are public.
/// </summary>
public sealed record ProcessRequest
{
    /// <summary>The program: a path, or a name found on PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each passed as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it runs; null is here.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Variables set on top of ours, of which those named OGZK_… are not passed on; null removes one.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Text for its standard input, which is closed after it; null closes it at once.</summary>
    public string? StandardInput { get; init; }

    /// <summary>How long it may run; then it and its children are killed. Null sets no bound.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The most characters kept of each stream; later ones are read and dropped. Default 16 Mi.</summary>
    public int LongestOutput { get; init; } = 16 << 20;
}
