// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// Makes foreign text safe to show: one line, no control characters (terminal escapes), bounded length.
/// </summary>
internal static class Printable
{
    /// <summary>At most <paramref name="longest"/> characters; control characters become spaces.</summary>
    internal static string Line(string text, int longest)
    {
        var cut = text.Length <= longest ? text : text[..longest] + "…";
        return string.Concat(cut.Select(c => IsHarmless(c) ? c : ' ')).Trim();
    }

    // Line and paragraph separators, and the marks that turn the direction of writing, are no control characters.
    private static bool IsHarmless(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c)
        && c is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
