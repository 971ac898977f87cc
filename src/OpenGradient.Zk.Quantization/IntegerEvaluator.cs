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
    /// <param name="saturation">Told which sums leave the range; null: nobody wants to know.</param>
    /// <returns>values[id]: the entries of every value, inputs first.</returns>
    /// <exception cref="InvalidInputException">An input has the wrong size or an entry outside of [0, 2^T).</exception>
    public static int[][] Evaluate(QuantizedModel model, int[][] inputs, Saturation? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Require(model, inputs);
        var values = new int[model.Inputs.Count + model.Layers.Count][];
        inputs.CopyTo(values, 0);
        for (var l = 0; l < model.Layers.Count; l++)
        {
            values[model.Inputs.Count + l] = EvaluateLayer(model, l, values[model.Layers[l].Input], saturation);
        }
        return values;
    }

    /// <summary>
    /// The integers that are published, for every output in the model's order: entry − zeroPoint, or for an exact output
    /// (protocol.md §3.5) all quotients, then all remainders.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="values">What <see cref="Evaluate"/> gave.</param>
    public static int[][] Published(QuantizedModel model, int[][] values)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(values);
        return [.. model.Outputs.Select(output => output.Tensor.Exact
            ? Words(model, model.Layers[output.Value - model.Inputs.Count], values)
            : [.. values[output.Value].Select(entry => entry - output.Tensor.ZeroPoint)])];
    }

    /// <summary>The outputs as real numbers, for every output in the model's order.</summary>
    public static double[][] Dequantized(QuantizedModel model, int[][] values) =>
        [.. Published(model, values).Select((published, i) => InputQuantizer.Dequantize(model.Outputs[i].Tensor, published))];

    private static int[] Words(QuantizedModel model, QuantizedLayer layer, int[][] values)
    {
        ExactAccumulator[] exact = [.. Enumerable.Range(0, layer.Rows).Select(i => ExactAccumulator.Of(Accumulate(layer, i, values[layer.Input]), model.Bits))];
        return [.. exact.Select(words => words.Quotient), .. exact.Select(words => words.Remainder)];
    }

    // acc_i = Σ W_ik·x_k + b_i.
    private static long Accumulate(QuantizedLayer layer, int i, int[] x)
    {
        var sum = layer.Bias[i];
        var row = layer.Weights.AsSpan(i * layer.Inner, layer.Inner);
        for (var k = 0; k < x.Length; k++)
        {
            sum = checked(sum + (long)row[k] * x[k]);
        }
        return sum;
    }

    // v = clamp(⌊(Σ W·x + b + 2^(s−1)) / 2^s⌋, 0, 2^T−1), y = v or F(v). >> on a signed integer is the floor.
    private static int[] EvaluateLayer(QuantizedModel model, int l, int[] x, Saturation? saturation)
    {
        var layer = model.Layers[l];
        var table = layer.Function == 0 ? null : model.Functions[layer.Function - 1].Values;
        var y = new int[layer.Rows];
        for (var i = 0; i < layer.Rows; i++)
        {
            var sum = checked(Accumulate(layer, i, x) + (1L << (model.Shift - 1)));
            var quotient = sum >> model.Shift;
            saturation?.Count(l, quotient, model.MaxValue);
            var v = (int)Math.Clamp(quotient, 0, model.MaxValue);
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
                    $"Input {i} (\"{model.Inputs[i].Name}\") has an entry at index {bad} that is not one of 0 to {model.MaxValue}.");
            }
        }
    }
}
