// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Cli;

/// <summary>The border to the terminal: whatever is shown went through here.</summary>
internal static class Plain
{
    // A name fits a table; a sentence may name several files.
    private const int LongestName = 200;
    private const int LongestSentence = 4000;

    /// <summary>A name as one printable line, shortened.</summary>
    internal static string Line(string text) => Printable.Line(text, LongestName);

    /// <summary>A sentence as one printable line.</summary>
    internal static string Sentence(string text) => Printable.Line(text.ReplaceLineEndings(" "), LongestSentence);

    /// <summary>A name with nothing in it that Spectre.Console takes for markup.</summary>
    internal static string Markup(string text) => Spectre.Console.Markup.Escape(Line(text));
}
