// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Demo;

/// <summary>The class a row of outputs names.</summary>
internal static class Largest
{
    /// <summary>The index of the largest value; the lowest if several are equal, as the consumer contract has it.</summary>
    internal static int Index<T>(IReadOnlyList<T> values) where T : INumber<T>
    {
        var best = 0;
        for (var i = 1; i < values.Count; i++)
        {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
