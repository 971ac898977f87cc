// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The name, shape and element type of a model's input or output.</summary>
/// <param name="Name">The ONNX name. It comes from the file: treat it as hostile when printing.</param>
/// <param name="Shape">Dimensions with a symbolic batch read as 1; row-major. Empty for a scalar.</param>
/// <param name="ElementType">The ONNX element type the model declares.</param>
public sealed record TensorInfo(string Name, IReadOnlyList<int> Shape, TensorElementType ElementType)
{
    /// <summary>The number of entries: the product of the dimensions, at least 1.</summary>
    public int Size => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));

    /// <summary>The shape as people write it, "[1, 784]".</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}

/// <summary>Element types of model inputs and outputs that are supported.</summary>
public enum TensorElementType
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>IEEE binary64.</summary>
    Float64,
}
