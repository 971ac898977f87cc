// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Import: an ONNX file becomes a <see cref="Model"/>, or a sentence that says why not.</summary>
public static class OnnxModel
{
    /// <summary>The oldest version of the default operator set that is read.</summary>
    public const int MinOpset = 7;

    /// <summary>The newest version of the default operator set that is read.</summary>
    public const int MaxOpset = 23;

    /// <summary>Reads an ONNX file.</summary>
    /// <exception cref="InvalidModelException">The file is not there, or is not a well-formed ONNX model.</exception>
    /// <exception cref="UnsupportedModelException">A node is not supported; the exception names the first one.</exception>
    public static Model Import(string path) => Import(OnnxFile.Read(path), path);

    /// <summary>Reads the bytes of an ONNX file.</summary>
    /// <param name="bytes">The file's content; it may be hostile.</param>
    /// <param name="file">What errors call it.</param>
    /// <inheritdoc cref="Import(string)"/>
    public static Model Import(ReadOnlyMemory<byte> bytes, string file)
    {
        var import = new GraphImport(OnnxFile.Parse(bytes, file), Digest256.Keccak(bytes.Span), file);
        import.Run();
        return import.Problems.Count == 0 ? import.Model! : throw import.Problems[0];
    }

    /// <summary>Lists every node with what is wrong with it; throws only if the file is not a well-formed model.</summary>
    /// <exception cref="InvalidModelException">The file is not there, or is not a well-formed ONNX model.</exception>
    public static OnnxInspection Inspect(string path) => Inspect(OnnxFile.Read(path), path);

    /// <summary>Inspects the bytes of an ONNX file.</summary>
    /// <inheritdoc cref="Inspect(string)"/>
    public static OnnxInspection Inspect(ReadOnlyMemory<byte> bytes, string file)
    {
        var import = new GraphImport(OnnxFile.Parse(bytes, file), Digest256.Keccak(bytes.Span), file);
        import.Run();
        return import.Inspection();
    }
}
