// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Do these values fit these inputs?</summary>
internal static class InputCheck
{
    /// <param name="values">One flat array per input.</param>
    /// <param name="inputs">Names and shapes.</param>
    /// <param name="source">What errors call the values, such as a file.</param>
    /// <exception cref="InvalidInputException">Wrong count, wrong length, or not finite.</exception>
    public static void Require(double[][] values, IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> inputs, string source)
    {
        if (values.Length != inputs.Count)
        {
            throw new InvalidInputException(
                $"{source} has {values.Length} lists, but the model has {inputs.Count} inputs: "
                + $"{string.Join(", ", inputs.Select(input => $"\"{input.Name}\""))}.");
        }
        for (var i = 0; i < inputs.Count; i++)
        {
            var (name, shape) = inputs[i];
            var size = shape.Aggregate(1, (product, dimension) => product * dimension);
            if (values[i].Length != size)
            {
                throw new InvalidInputException(
                    $"Input {i} (\"{name}\") of {source} has {values[i].Length} values; its shape "
                    + $"[{string.Join(", ", shape)}] takes {size}, flat and row-major.");
            }
            var bad = Array.FindIndex(values[i], value => !double.IsFinite(value));
            if (bad >= 0)
            {
                throw new InvalidInputException(
                    $"Input {i} (\"{name}\") of {source} has no finite number at index {bad}; only finite numbers can be proven.");
            }
        }
    }
}
