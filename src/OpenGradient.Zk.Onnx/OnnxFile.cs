// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;

namespace OpenGradient.Zk.Onnx;

/// <summary>File bytes to protobuf messages. The bytes are hostile.</summary>
internal static class OnnxFile
{
    /// <summary>The largest file that is read: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    // A graph inside an attribute of a node of a graph is three levels; nobody nests more than a few.
    private const int MaxDepth = 64;

    public static byte[] Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var size = new FileInfo(path).Length;
            return size <= MaxBytes
                ? File.ReadAllBytes(path)
                : throw new InvalidModelException(path, $"it has {size} bytes; the limit is {MaxBytes}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidModelException(path, Directory.Exists(path) ? "it is a folder; name the .onnx file in it"
                : e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message.TrimEnd('.'), e);
        }
    }

    /// <exception cref="InvalidModelException">The bytes are not an ONNX model.</exception>
    public static ModelProto Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.IsEmpty)
        {
            throw new InvalidModelException(file, "it is empty");
        }
        ModelProto model;
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            var input = CodedInputStream.CreateWithLimits(stream, sizeLimit: (int)MaxBytes, recursionLimit: MaxDepth);
            model = ModelProto.Parser.ParseFrom(input);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidModelException(file, "it is not ONNX, or it is truncated (" + e.Message.TrimEnd('.') + ")", e);
        }
        if (model.Graph is null || (model.Graph.Node.Count == 0 && model.Graph.Output.Count == 0))
        {
            throw new InvalidModelException(file, "it has no graph, so it is not an ONNX model");
        }
        return model;
    }
}
