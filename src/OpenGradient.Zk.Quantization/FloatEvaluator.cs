// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Evaluates a <see cref="Model"/> in double precision, to see the ranges inside of it.</summary>
public static class FloatEvaluator
{
    /// <summary>All values and, for layers, what the activation was applied to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sample">One flat array per input.</param>
    /// <returns>Values by id (inputs first), and pre-activations by layer.</returns>
    public static (double[][] Values, double[][] Before) Evaluate(Model model, double[][] sample)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sample);
        var values = new double[model.Inputs.Count + model.Layers.Count][];
        var before = new double[model.Layers.Count][];
        sample.CopyTo(values, 0);
        for (var l = 0; l < model.Layers.Count; l++)
        {
            var layer = model.Layers[l];
            var x = values[layer.Input];
            var z = new double[layer.Rows];
            for (var i = 0; i < layer.Rows; i++)
            {
                z[i] = layer.Bias[i] + Dot(layer.Weights.AsSpan(i * layer.Inner, layer.Inner), x);
            }
            before[l] = z;
            values[model.Inputs.Count + l] = Array.ConvertAll(z, layer.Activation.Apply);
        }
        return (values, before);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector<double>.Zero;
        var k = 0;
        for (; k <= a.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            sums += new Vector<double>(a[k..]) * new Vector<double>(b[k..]);
        }
        var sum = Vector.Sum(sums);
        for (; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
