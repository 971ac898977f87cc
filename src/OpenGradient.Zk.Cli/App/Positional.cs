// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>A misspelt option must not pass for a file.</summary>
internal static class Positional
{
    /// <summary>Refuses what begins with a dash where a file belongs.</summary>
    internal static void RefuseOptions(Argument argument)
    {
        argument.Validators.Clear();
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
            {
                result.AddError($"There is no option {option.Value} here; a file of that name is written ./{option.Value}.");
            }
        });
    }
}
