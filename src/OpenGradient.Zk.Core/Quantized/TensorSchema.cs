// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>Who sees a tensor's values.</summary>
public enum Visibility
{
    /// <summary>Only the prover.</summary>
    Private,

    /// <summary>Everyone: the values are published and bound by the proof.</summary>
    Public,
}

/// <summary>An input or output, and how its integers are read: value = (entry − zeroPoint) · scale.</summary>
/// <param name="Name">The ONNX name; it comes from the model file.</param>
/// <param name="Shape">Row-major, batch 1.</param>
/// <param name="Scale">The step of one integer; positive and finite.</param>
/// <param name="ZeroPoint">The entry that means 0. A published integer is entry − zeroPoint.</param>
/// <param name="Visibility">Outputs are public.</param>
/// <param name="Bits">T: entries are in [0, 2^T).</param>
public sealed record TensorSchema(
    string Name, IReadOnlyList<int> Shape, double Scale, int ZeroPoint, Visibility Visibility, int Bits)
{
    /// <summary>The number of entries.</summary>
    public int Size => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));

    /// <summary>The shape as people write it, "[1, 784]".</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>The smallest real value that has an entry.</summary>
    public double Lower => (0 - ZeroPoint) * Scale;

    /// <summary>The largest real value that has an entry.</summary>
    public double Upper => ((1 << Bits) - 1 - ZeroPoint) * Scale;

    /// <summary>What a published integer means.</summary>
    public double Dequantize(long published) => published * Scale;
}
