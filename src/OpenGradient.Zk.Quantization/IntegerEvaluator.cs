// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// The integer reference: what circuits/schema/circuit.proto says, computed the plain way. It shares no code with the
/// native prover, and is the oracle it is tested against.
/// </summary>
public static class IntegerEvaluator
{
    /// <summary>Evaluates every layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">One array of entries in [0, 2^T) per input.</param>
    /// <returns>values[id]: the entries of every value, inputs first.</returns>
    /// <exception cref="InvalidInputException">An input has the wrong size or an entry outside of [0, 2^T).</exception>
    public static int[][] Evaluate(QuantizedModel model, int[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Require(model, inputs);
        var values = new int[model.Inputs.Count + model.Layers.Count][];
        inputs.CopyTo(values, 0);
        for (var l = 0; l < model.Layers.Count; l++)
        {
            values[model.Inputs.Count + l] = EvaluateLayer(model, model.Layers[l], values[model.Layers[l].Input]);
        }
        return values;
    }

    /// <summary>The integers that are published: entry − zeroPoint, for every output in the model's order.</summary>
    public static int[][] Published(QuantizedModel model, int[][] values) =>
        [.. model.Outputs.Select(output => values[output.Value].Select(entry => entry - output.Tensor.ZeroPoint).ToArray())];

    /// <summary>The outputs as real numbers, for every output in the model's order.</summary>
    public static double[][] Dequantized(QuantizedModel model, int[][] values) =>
        [.. Published(model, values).Select((published, i) => InputQuantizer.Dequantize(model.Outputs[i].Tensor, published))];

    // v = clamp(⌊(Σ W·x + b + 2^(s−1)) / 2^s⌋, 0, 2^T−1), y = v or F(v). >> on a signed integer is the floor.
    private static int[] EvaluateLayer(QuantizedModel model, QuantizedLayer layer, int[] x)
    {
        var table = layer.Function == 0 ? null : model.Functions[layer.Function - 1].Values;
        var y = new int[layer.Rows];
        for (var i = 0; i < layer.Rows; i++)
        {
            var sum = layer.Bias[i];
            var row = layer.Weights.AsSpan(i * layer.Inner, layer.Inner);
            checked
            {
                for (var k = 0; k < x.Length; k++)
                {
                    sum += (long)row[k] * x[k];
                }
                sum += 1L << (model.Shift - 1);
            }
            var v = (int)Math.Clamp(sum >> model.Shift, 0, model.MaxValue);
            y[i] = table is null ? v : table[v];
        }
        return y;
    }

    private static void Require(QuantizedModel model, int[][] inputs)
    {
        if (inputs.Length != model.Inputs.Count)
        {
            throw new InvalidInputException($"The model takes {model.Inputs.Count} inputs, not {inputs.Length}.");
        }
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Length != model.Inputs[i].Size)
            {
                throw new InvalidInputException(
                    $"Input {i} (\"{model.Inputs[i].Name}\") takes {model.Inputs[i].Size} entries, not {inputs[i].Length}.");
            }
            var bad = Array.FindIndex(inputs[i], entry => entry < 0 || entry > model.MaxValue);
            if (bad >= 0)
            {
                throw new InvalidInputException(
                    $"Input {i} (\"{model.Inputs[i].Name}\") has the entry {inputs[i][bad]} at index {bad}; "
                    + $"entries are 0 to {model.MaxValue}.");
            }
        }
    }
}
