// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>Small float models made in memory.</summary>
internal static class Models
{
    public static Activation Tanh { get; } = Activation.Curve("Tanh", Math.Tanh);

    /// <summary>Dense layers with seeded weights of size 1/√inner; the activations decide the number of layers.</summary>
    public static Model Random(int seed, int[] sizes, params Activation[] activations)
    {
        var random = new Random(seed);
        var layers = activations.Select((activation, l) =>
        {
            var (inner, rows) = (sizes[l], sizes[l + 1]);
            var weights = new double[rows * inner];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = (2 * random.NextDouble() - 1) * Math.Sqrt(3.0 / inner);
            }
            return new DenseLayer(
                $"dense{l}", l, rows, inner, weights, [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() - 0.5)], activation);
        }).ToArray();
        return Make(sizes[0], layers);
    }

    public static Model Make(int inputs, params DenseLayer[] layers) => new(
        "test", default, [new TensorInfo("x", [1, inputs], TensorElementType.Float32)], layers,
        [new ModelOutput(new TensorInfo("y", [1, layers[^1].Rows], TensorElementType.Float32), layers.Length)]);

    /// <summary>One neuron: y = activation(w·x + b).</summary>
    public static Model Neuron(double w, double b, Activation activation) =>
        Make(1, new DenseLayer("neuron", 0, 1, 1, [w], [b], activation));

    public static CalibrationSet Samples(Model model, int count, double lower, double upper, int seed = 5)
    {
        var random = new Random(seed);
        return new CalibrationSet([.. Enumerable.Range(0, count).Select(_ => model.Inputs.Select(input =>
            Enumerable.Range(0, input.Size).Select(_ => lower + (upper - lower) * random.NextDouble()).ToArray()).ToArray())]);
    }

    /// <summary>Output 0 of the integer model for one sample of one input.</summary>
    public static double[] Evaluate(QuantizedModel model, params double[] x)
    {
        var entries = InputQuantizer.Quantize(model.Schema, [x], OutOfRange.Clamp);
        return IntegerEvaluator.Dequantized(model, IntegerEvaluator.Evaluate(model, entries))[0];
    }
}
