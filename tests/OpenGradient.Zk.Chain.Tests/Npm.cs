// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>The npm packages that some tests compare with, and where this project's own scripts lie.</summary>
internal static class Npm
{
    internal static string TestProject { get; } = Path.Combine(Repository.Root, "tests", "OpenGradient.Zk.Chain.Tests");

    /// <summary>Null when the package is installed, else what to do.</summary>
    internal static string? Missing(string package) => Directory.Exists(Path.Combine(Repository.Root, "node_modules", package))
        ? null
        : $"The npm package {package} is not there; run: npm ci --ignore-scripts";
}
