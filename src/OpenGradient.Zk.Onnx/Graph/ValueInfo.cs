// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;
using Dimension = OpenGradient.Zk.Onnx.Schema.TensorShapeProto.Types.Dimension;

namespace OpenGradient.Zk.Onnx;

/// <summary>Declared types and shapes of graph inputs and outputs.</summary>
internal static class ValueInfo
{
    /// <summary>The type of an input, with an unknown batch read as 1.</summary>
    /// <exception cref="UnsupportedModelException">Not a float tensor of known shape.</exception>
    public static TensorInfo Read(ValueInfoProto value, string file)
    {
        UnsupportedModelException Unsupported(string reason) => new(value.Name, "input", reason);
        if (value.Type?.TensorType is not { Shape: { } declared } tensor)
        {
            throw Unsupported("only tensors of known shape are supported");
        }
        if (tensor.ElemType is not (1 or 11))
        {
            throw Unsupported($"its element type {TensorReader.TypeName(tensor.ElemType)} is not supported; float32 is");
        }
        var shape = new List<int>();
        foreach (var (dimension, index) in declared.Dim.Select((dimension, index) => (dimension, index)))
        {
            var isUnknown = dimension.ValueCase != Dimension.ValueOneofCase.DimValue;
            if (isUnknown && index > 0)
            {
                throw Unsupported($"dimension {index} has no fixed size; only the batch (dimension 0) may be open");
            }
            if (!isUnknown && dimension.DimValue < 0)
            {
                throw new InvalidModelException(file, $"input \"{value.Name}\" has a dimension of {dimension.DimValue}");
            }
            if (!isUnknown && dimension.DimValue is 0 or > LayerBuilder.MaxSize)
            {
                throw Unsupported($"dimension {index} is {dimension.DimValue}; 1 to {LayerBuilder.MaxSize} are supported");
            }
            shape.Add(isUnknown ? 1 : (int)dimension.DimValue);
        }
        if (Shapes.Size(shape) < 0)
        {
            throw Unsupported($"its shape {Shapes.Text(shape)} has too many entries; the limit is {LayerBuilder.MaxSize}");
        }
        return new TensorInfo(
            value.Name, shape, tensor.ElemType == 11 ? TensorElementType.Float64 : TensorElementType.Float32);
    }

    /// <summary>The declaration as it stands, for people.</summary>
    public static TensorInspection Describe(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var shape = tensor?.Shape?.Dim.Select((dimension, index) =>
            dimension.ValueCase == Dimension.ValueOneofCase.DimValue
                ? (int)Math.Clamp(dimension.DimValue, -1, int.MaxValue)
                : index == 0 ? 1 : -1);
        return new TensorInspection(value.Name, TensorReader.TypeName(tensor?.ElemType ?? 0), shape?.ToArray() ?? []);
    }
}
