// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.Architecture.Tests;

/// <summary>The source tree these tests were built from.</summary>
internal static class Checkout
{
    internal static string Root => Repository.Root;

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
}
