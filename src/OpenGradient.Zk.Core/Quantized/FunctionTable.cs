// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>A function of one T-bit integer: 2^T values with F(0) = 0 and |F| &lt; 2^T.</summary>
public sealed class FunctionTable
{
    /// <summary>Checks F(0) = 0 and |F| &lt; 2^T; the array is owned by the table from then on.</summary>
    /// <exception cref="ArgumentException">The table breaks one of the rules.</exception>
    public FunctionTable(string name, int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0 || values[0] != 0 || values.Any(value => Math.Abs((long)value) >= values.Length))
        {
            throw new ArgumentException($"Table \"{name}\" must have F(0) = 0 and |F| < {values.Length}.", nameof(values));
        }
        (Name, Values, Min, Max) = (name, values, values.Min(), values.Max());
    }

    /// <summary>The operators it came from, such as "Tanh".</summary>
    public string Name { get; }

    /// <summary>F(0) … F(2^T − 1); not to be changed.</summary>
    public int[] Values { get; }

    /// <summary>The smallest value.</summary>
    public int Min { get; }

    /// <summary>The largest value.</summary>
    public int Max { get; }
}
