// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    private const string Solution = "OpenGradient.Zk.sln";

    internal static string Root { get; } = FindRoot();

    internal static string TestProject => Path.Combine(Root, "tests", "OpenGradient.Zk.Chain.Tests");

    /// <summary>Null when the npm package is installed, else what to do.</summary>
    internal static string? Missing(params string[] packages)
    {
        var missing = packages.Where(p => !Directory.Exists(Path.Combine(Root, "node_modules", p))).ToList();
        return missing.Count == 0
            ? null
            : $"npm packages missing: {string.Join(", ", missing)}. Run: npm ci --ignore-scripts";
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)))
            {
                return at.FullName;
            }
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
