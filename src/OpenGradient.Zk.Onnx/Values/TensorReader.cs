// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;
using DataType = OpenGradient.Zk.Onnx.Schema.TensorProto.Types.DataType;

namespace OpenGradient.Zk.Onnx;

/// <summary>Reads a stored tensor: little-endian raw bytes or the typed lists, never an external file.</summary>
internal static class TensorReader
{
    /// <param name="tensor">As stored.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="file">The model file.</param>
    /// <exception cref="InvalidModelException">Sizes disagree, or a value is not finite.</exception>
    /// <exception cref="UnsupportedModelException">The type is not handled, or the data is in another file.</exception>
    public static ConstantValue Read(TensorProto tensor, string name, string file)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
        {
            throw new UnsupportedModelException(
                name, "initializer", "its data is in another file; save the model with its weights inside");
        }
        var shape = new List<int>();
        long count = 1;
        foreach (var dimension in tensor.Dims)
        {
            if (dimension < 0 || dimension > int.MaxValue)
            {
                throw new InvalidModelException(file, $"tensor \"{name}\" has a dimension of {dimension}");
            }
            shape.Add((int)dimension);
            count *= dimension;
            if (count > Shapes.MaxEntries)
            {
                throw new InvalidModelException(
                    file, $"tensor \"{name}\" claims more than {Shapes.MaxEntries} entries: [{string.Join(", ", tensor.Dims)}]");
            }
        }
        var values = ReadValues(tensor, (int)count, name, file);
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        var isInteger = (DataType)tensor.DataType is not (DataType.Float or DataType.Double or DataType.Float16);
        if (bad >= 0)
        {
            throw double.IsNaN(values[bad])
                ? new InvalidModelException(file, $"tensor \"{name}\" has the value NaN at index {bad}")
                : new UnsupportedModelException(
                    name, "tensor", $"it has the value {values[bad]} at index {bad}; only finite numbers are supported");
        }
        return new ConstantValue(values, [.. shape], isInteger);
    }

    private static double[] ReadValues(TensorProto t, int count, string name, string file)
    {
        double[] Raw(int width, Func<int, double> read) =>
            t.RawData.Length == (long)count * width
                ? [.. Enumerable.Range(0, count).Select(i => read(i * width))]
                : throw new InvalidModelException(
                    file, $"tensor \"{name}\" holds {t.RawData.Length} bytes where {count} entries of {width} bytes are due");
        double[] List<T>(IList<T> list, Func<T, double> read) =>
            list.Count == count
                ? [.. list.Select(read)]
                : throw new InvalidModelException(file, $"tensor \"{name}\" holds {list.Count} values where {count} are due");

        var raw = t.HasRawData ? t.RawData.Memory : default;
        return ((DataType)t.DataType, t.HasRawData) switch
        {
            (DataType.Float, true) => Raw(4, i => BinaryPrimitives.ReadSingleLittleEndian(raw.Span[i..])),
            (DataType.Float, false) => List(t.FloatData, value => value),
            (DataType.Double, true) => Raw(8, i => BinaryPrimitives.ReadDoubleLittleEndian(raw.Span[i..])),
            (DataType.Double, false) => List(t.DoubleData, value => value),
            (DataType.Float16, true) => Raw(2, i => (double)BinaryPrimitives.ReadHalfLittleEndian(raw.Span[i..])),
            (DataType.Float16, false) => List(t.Int32Data, value => (double)BitConverter.UInt16BitsToHalf((ushort)value)),
            (DataType.Int64, true) => Raw(8, i => BinaryPrimitives.ReadInt64LittleEndian(raw.Span[i..])),
            (DataType.Int64, false) => List(t.Int64Data, value => value),
            (DataType.Int32, true) => Raw(4, i => BinaryPrimitives.ReadInt32LittleEndian(raw.Span[i..])),
            (DataType.Bool or DataType.Uint8, true) => Raw(1, i => raw.Span[i]),
            (DataType.Int8, true) => Raw(1, i => (sbyte)raw.Span[i]),
            (DataType.Int32 or DataType.Bool or DataType.Uint8 or DataType.Int8, false) => List(t.Int32Data, value => value),
            _ => throw new UnsupportedModelException(
                name, "tensor", $"its element type {TypeName(t.DataType)} is not supported; float32 is"),
        };
    }

    /// <summary>The ONNX name of an element type.</summary>
    public static string TypeName(int dataType) => Enum.IsDefined((DataType)dataType)
        ? ((DataType)dataType).ToString().ToLowerInvariant()
        : $"number {dataType}";
}
