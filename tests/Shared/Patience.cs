// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace OpenGradient.Zk.Testing;

/// <summary>Wall-clock promises on a machine that has other work: a second is a second of our share of it.</summary>
internal static class Patience
{
    private const string LoadFile = "/proc/loadavg";
    private const double MostStretch = 3;

    /// <summary>
    /// One second where processors are free. With more runnable threads than processors it is stretched by that ratio,
    /// three times at most: a promise of one second that takes three has been broken on any machine.
    /// </summary>
    internal static TimeSpan OneSecond()
    {
        var load = File.Exists(LoadFile)
            && double.TryParse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture, out var found) ? found : 0;
        return TimeSpan.FromSeconds(Math.Clamp(load / Environment.ProcessorCount, 1, MostStretch));
    }
}
