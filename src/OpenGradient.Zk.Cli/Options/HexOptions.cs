// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Cli;

/// <summary>Options that take 32 bytes.</summary>
internal static class HexOptions
{
    /// <summary>An option that takes 64 hexadecimal digits, with or without 0x.</summary>
    internal static Option<Digest256?> Digest(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            try
            {
                return Digest256.Parse(result.Tokens[0].Value);
            }
            catch (FormatException)
            {
                result.AddError($"{name} takes 32 bytes as 64 hexadecimal digits, such as 0x{new string('0', 62)}2a.");
                return null;
            }
        },
    };
}
