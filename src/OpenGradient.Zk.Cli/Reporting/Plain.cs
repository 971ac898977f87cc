// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Cli;

/// <summary>Names come from model files and contracts, which are hostile: no control characters reach the terminal.</summary>
internal static class Plain
{
    private const int Longest = 200;

    /// <summary>One printable line, shortened.</summary>
    internal static string Line(string text)
    {
        var printable = string.Concat(text.Take(Longest).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > Longest ? printable + "…" : printable;
    }

    /// <summary>The same, with nothing in it that Spectre.Console takes for markup.</summary>
    internal static string Markup(string text) => Spectre.Console.Markup.Escape(Line(text));
}
