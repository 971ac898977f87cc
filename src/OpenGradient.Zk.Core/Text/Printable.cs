// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace OpenGradient.Zk.Core;

/// <summary>
/// Foreign text made safe to show. Names come from model files, contracts and nodes, which are hostile: what steers a
/// terminal, turns the direction of writing or hides is replaced.
/// </summary>
public static class Printable
{
    /// <summary>One line of at most so many characters; what is not plainly visible becomes a question mark.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="longest">Longer text is cut, and ends in "…".</param>
    public static string Line(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair reads as U+FFFD
        {
            if (line.Length + rune.Utf16SequenceLength > longest)
            {
                return line.Append('…').ToString();
            }
            line.Append(IsVisible(rune) ? rune.ToString() : "?");
        }
        return line.ToString();
    }

    // Control: ESC, C1 and line ends. Format: marks of direction (U+202A…E, U+2066…9, U+200E…F), joiners, tags, soft hyphens.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
