// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>What to do with a value that has no integer.</summary>
public enum OutOfRange
{
    /// <summary>Say so and stop.</summary>
    Refuse,

    /// <summary>Take the nearest value that has one.</summary>
    Clamp,
}

/// <summary>Real values to the T-bit entries that are proven, and back.</summary>
public static class InputQuantizer
{
    /// <summary>entry = round(value / scale) + zeroPoint, halves away from zero.</summary>
    /// <param name="schema">The model's schema.</param>
    /// <param name="values">One flat row-major array per input.</param>
    /// <param name="outOfRange">For values more than one step outside of [lower, upper]; closer ones take the end.</param>
    /// <param name="source">What errors call the values, such as the file.</param>
    /// <returns>One array of entries in [0, 2^T) per input.</returns>
    /// <exception cref="InvalidInputException">The values do not fit the schema.</exception>
    public static int[][] Quantize(
        ModelSchema schema, double[][] values, OutOfRange outOfRange = OutOfRange.Refuse, string source = "The input")
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(values);
        InputCheck.Require(values, [.. schema.Inputs.Select(input => (input.Name, input.Shape))], source);
        return [.. schema.Inputs.Select((tensor, i) => QuantizeOne(tensor, i, values[i], outOfRange, source))];
    }

    /// <summary>What published integers mean: value = published · scale, or (acc·2^−s − z) · scale for an exact output.</summary>
    /// <param name="tensor">An output, or a public input.</param>
    /// <param name="published">All of the tensor's, as they appear on chain.</param>
    public static double[] Dequantize(TensorSchema tensor, IReadOnlyList<int> published)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Dequantize(published);
    }

    private static int[] QuantizeOne(TensorSchema tensor, int index, double[] values, OutOfRange outOfRange, string source)
    {
        var max = (1 << tensor.Bits) - 1;
        var entries = new int[values.Length];
        for (var k = 0; k < values.Length; k++)
        {
            var entry = Math.Round(values[k] / tensor.Scale, MidpointRounding.AwayFromZero) + tensor.ZeroPoint;
            // One step of slack: an end of the range that was rounded must not be refused.
            if ((entry < -1 || entry > max + 1) && outOfRange == OutOfRange.Refuse)
            {
                // The value is the prover's secret: its place and the range, which is public, say enough.
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                    $"Input {index} (\"{tensor.Name}\") of {source} has a value at index {k} outside of the range [{tensor.Lower:G6}, "
                    + $"{tensor.Upper:G6}] that the circuit was made for; give calibration rows with such values (--calibration FILE), "
                    + $"or declare the range (--input-range NAME=LOWER:UPPER). Either makes another circuit and another key."));
            }
            entries[k] = (int)Math.Clamp(entry, 0, max);
        }
        return entries;
    }
}
