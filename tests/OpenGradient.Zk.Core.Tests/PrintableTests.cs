// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("\u001b[2J", "?[2J")]
    [InlineData("a\u009b31mb", "a?31mb")] // C1: CSI in one character
    [InlineData("a\nb\r\tc", "a?b??c")]
    [InlineData("\u202egnp.exe", "?gnp.exe")] // right to left
    [InlineData("\u2066x\u2069\u200e\u061c", "?x???")]
    [InlineData("a\u2028b\u2029c", "a?b?c")]
    [InlineData("a\u200bb\ufeff\u00ad", "a?b??")] // nothing to see
    [InlineData("Köln, 東京, 🦆", "Köln, 東京, 🦆")]
    public void What_steers_or_hides_is_replaced(string text, string shown) => Assert.Equal(shown, Printable.Line(text, 100));

    // No attribute can hold half of a pair.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\ufffdb", Printable.Line(new string(['a', (char)0xd83e, 'b']), 100));

    [Fact]
    public void A_tag_character_beyond_the_first_plane_is_replaced() => Assert.Equal("a?b", Printable.Line("a\U000E0041b", 100));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcde…")]
    [InlineData("ab🦆", 3, "ab…")]
    public void Long_text_is_cut_between_characters(string text, int longest, string shown) => Assert.Equal(shown, Printable.Line(text, longest));
}
