// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;

namespace OpenGradient.Zk.Architecture.Tests;

/// <summary>The source tree these tests were built from.</summary>
internal static class Checkout
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The projects under src that are ours.</summary>
    internal static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "OpenGradient.Zk*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
    ];

    internal static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    internal static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();

    /// <summary>Our C# files of a project, without what a build leaves.</summary>
    internal static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "OpenGradient.Zk.sln")))
            {
                return at.FullName;
            }
        }
        // A build with --artifacts-path lies elsewhere; the runner's folder is then inside of the checkout.
        return Environment.GetEnvironmentVariable("OGZK_CHECKOUT")
            ?? throw new InvalidOperationException("The tests run outside of the checkout; name it in OGZK_CHECKOUT.");
    }
}
