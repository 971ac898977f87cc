// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>y = activation(W·x + b), on one earlier value.</summary>
public sealed class DenseLayer
{
    /// <summary>Checks the sizes; the arrays are owned by the layer from then on.</summary>
    /// <param name="name">The ONNX node it came from.</param>
    /// <param name="input">The value it reads: an input, or an earlier layer (see <see cref="Model"/>).</param>
    /// <param name="rows">Number of outputs.</param>
    /// <param name="inner">Number of entries of the input value.</param>
    /// <param name="weights">rows × inner, row-major, all finite.</param>
    /// <param name="bias">rows, all finite.</param>
    /// <param name="activation">Applied to every row.</param>
    /// <exception cref="ArgumentException">An array has the wrong length.</exception>
    public DenseLayer(
        string name, int input, int rows, int inner, double[] weights, double[] bias, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(bias);
        if (rows < 1 || inner < 1 || weights.LongLength != (long)rows * inner || bias.Length != rows)
        {
            throw new ArgumentException(
                $"Layer \"{name}\": {weights.Length} weights and {bias.Length} biases do not make {rows} x {inner}.");
        }
        (Name, Input, Rows, Inner, Weights, Bias, Activation) = (name, input, rows, inner, weights, bias, activation);
    }

    /// <summary>The ONNX node it came from.</summary>
    public string Name { get; }

    /// <summary>The value it reads.</summary>
    public int Input { get; }

    /// <summary>Number of outputs.</summary>
    public int Rows { get; }

    /// <summary>Number of entries of the input value.</summary>
    public int Inner { get; }

    /// <summary>W, row-major; not to be changed.</summary>
    public double[] Weights { get; }

    /// <summary>b; not to be changed.</summary>
    public double[] Bias { get; }

    /// <summary>Applied to every row.</summary>
    public Activation Activation { get; }
}
