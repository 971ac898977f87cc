// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;

namespace OpenGradient.Zk;

/// <summary>The most memory this process ever held in RAM.</summary>
public static class PeakMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string Field = "VmHWM:";

    /// <summary>In bytes. On Linux from the kernel, which also counts what native code holds.</summary>
    public static long Bytes()
    {
        if (File.Exists(StatusFile))
        {
            var line = File.ReadLines(StatusFile).FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal));
            var number = line?[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            if (long.TryParse(number, CultureInfo.InvariantCulture, out var kibibytes))
            {
                return kibibytes * 1024;
            }
        }
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
