// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Reflection;

namespace OpenGradient.Zk.Contracts;

/// <summary>The compiled contracts that this assembly carries, by name.</summary>
public static class ContractArtifacts
{
    private const string Extension = ".json";

    private static readonly Assembly Carrier = typeof(ContractArtifacts).Assembly;
    private static readonly ConcurrentDictionary<string, ContractArtifact> Read = new(StringComparer.Ordinal);

    /// <summary>All names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Carrier.GetManifestResourceNames().Where(n => n.EndsWith(Extension, StringComparison.Ordinal))
            .Select(n => n[..^Extension.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The contract of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ContractArtifact Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name)
            ? Read.GetOrAdd(name, Load)
            : throw new ArgumentException(
                $"There is no compiled contract \"{name}\"; there are: {string.Join(", ", Names)}. " +
                "After adding one, run: node scripts/compile-contracts.mjs", nameof(name));
    }

    private static ContractArtifact Load(string name)
    {
        using var stream = Carrier.GetManifestResourceStream(name + Extension)!;
        return ContractArtifactReader.Read(stream);
    }
}
