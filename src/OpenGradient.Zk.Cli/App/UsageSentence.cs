// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace OpenGradient.Zk.Cli;

/// <summary>The parser's complaints in words of ours: it names types of .NET, which mean nothing to who types a command.</summary>
internal static partial class UsageSentence
{
    internal static string Of(string message)
    {
        var sentence = WrongType().Match(message) is { Success: true } wrong
            ? $"{wrong.Groups["name"].Value} takes {Kind(wrong.Groups["type"].Value)}, not \"{wrong.Groups["value"].Value}\""
            : message;
        return sentence.EndsWith('.') ? sentence : sentence + ".";
    }

    private static string Kind(string type) => type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : "another kind of value";

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for \\w+ '(?<name>[^']*)' as expected type '(?<type>.*)'\\.?$", RegexOptions.Singleline)]
    private static partial Regex WrongType();
}
