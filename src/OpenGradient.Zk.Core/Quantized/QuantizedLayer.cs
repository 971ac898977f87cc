// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>A dense layer in integers; see <see cref="QuantizedModel"/> for what it computes.</summary>
public sealed class QuantizedLayer
{
    /// <summary>Checks the sizes; the arrays are owned by the layer from then on.</summary>
    /// <param name="name">The ONNX node, for error sentences.</param>
    /// <param name="input">The value it reads.</param>
    /// <param name="rows">Number of outputs.</param>
    /// <param name="inner">Number of entries of the value it reads.</param>
    /// <param name="weights">rows × inner, row-major.</param>
    /// <param name="bias">rows, at scale 2^s.</param>
    /// <param name="function">0: clamp only; f: function f − 1 of the model.</param>
    /// <exception cref="ArgumentException">An array has the wrong length.</exception>
    public QuantizedLayer(string name, int input, int rows, int inner, int[] weights, long[] bias, int function)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(bias);
        if (rows < 1 || inner < 1 || weights.LongLength != (long)rows * inner || bias.Length != rows)
        {
            throw new ArgumentException(
                $"Layer \"{name}\": {weights.Length} weights and {bias.Length} biases do not make {rows} x {inner}.");
        }
        (Name, Input, Rows, Inner, Weights, Bias, Function) = (name, input, rows, inner, weights, bias, function);
    }

    /// <summary>The ONNX node, for error sentences.</summary>
    public string Name { get; }

    /// <summary>The value it reads.</summary>
    public int Input { get; }

    /// <summary>Number of outputs.</summary>
    public int Rows { get; }

    /// <summary>Number of entries of the value it reads.</summary>
    public int Inner { get; }

    /// <summary>W, row-major, 32-bit; not to be changed.</summary>
    public int[] Weights { get; }

    /// <summary>b, 64-bit, at scale 2^s, zero points folded in; not to be changed.</summary>
    public long[] Bias { get; }

    /// <summary>0: clamp only; f: function f − 1 of the model.</summary>
    public int Function { get; }
}
