// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>
/// Writes an ONNX file of square MatMul and Relu layers, large enough to take a while. Only what these tests need of
/// protobuf's wire format: varints and length-delimited fields.
/// </summary>
internal static class WideModel
{
    internal static string Write(string path, int width, int layers)
    {
        var random = new Random(3);
        using var graph = new MemoryStream();
        var value = "x";
        for (var l = 0; l < layers; l++)
        {
            Field(graph, 1, Node("MatMul", $"matmul{l}", [value, $"w{l}"], $"m{l}"));
            Field(graph, 1, Node("Relu", $"relu{l}", [$"m{l}"], $"y{l}"));
            value = $"y{l}";
        }
        Text(graph, 2, "wide");
        for (var l = 0; l < layers; l++)
        {
            Field(graph, 5, Tensor($"w{l}", width, random));
        }
        Field(graph, 11, Info("x", width));
        Field(graph, 12, Info(value, width));

        using var model = new MemoryStream();
        Number(model, 1, 8); // ir_version
        Field(model, 7, graph.ToArray());
        using var opset = new MemoryStream();
        Number(opset, 2, 13);
        Field(model, 8, opset.ToArray());
        File.WriteAllBytes(path, model.ToArray());
        return path;
    }

    private static byte[] Node(string type, string name, string[] inputs, string output)
    {
        using var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Text(node, 1, input);
        }
        Text(node, 2, output);
        Text(node, 3, name);
        Text(node, 4, type);
        return node.ToArray();
    }

    private static byte[] Tensor(string name, int width, Random random)
    {
        using var tensor = new MemoryStream();
        Number(tensor, 1, width);
        Number(tensor, 1, width);
        Number(tensor, 2, 1); // float
        Text(tensor, 8, name);
        var raw = new byte[width * width * sizeof(float)];
        for (var i = 0; i < width * width; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), (float)((random.NextDouble() - 0.45) / Math.Sqrt(width)));
        }
        Field(tensor, 9, raw);
        return tensor.ToArray();
    }

    private static byte[] Info(string name, int width)
    {
        using var shape = new MemoryStream();
        foreach (var dimension in (int[])[1, width])
        {
            using var one = new MemoryStream();
            Number(one, 1, dimension);
            Field(shape, 1, one.ToArray());
        }
        using var tensor = new MemoryStream();
        Number(tensor, 1, 1);
        Field(tensor, 2, shape.ToArray());
        using var type = new MemoryStream();
        Field(type, 1, tensor.ToArray());
        using var info = new MemoryStream();
        Text(info, 1, name);
        Field(info, 2, type.ToArray());
        return info.ToArray();
    }

    private static void Text(Stream to, int field, string text) => Field(to, field, Encoding.UTF8.GetBytes(text));

    private static void Field(Stream to, int field, byte[] bytes)
    {
        Varint(to, (ulong)((field << 3) | 2));
        Varint(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Number(Stream to, int field, int number)
    {
        Varint(to, (ulong)(field << 3));
        Varint(to, (ulong)number);
    }

    private static void Varint(Stream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.WriteByte((byte)(value | 0x80));
        }
        to.WriteByte((byte)value);
    }
}
