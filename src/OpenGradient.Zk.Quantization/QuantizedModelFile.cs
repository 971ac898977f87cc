// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// The file form of a <see cref="QuantizedModel"/>, ".ogq". All integers little-endian:
///   "OGQ1" | digest of the rest (32, Keccak-256) | name | source digest (32) | schema JSON | functions | layers | outputs.
/// Texts and arrays are preceded by their 32-bit length. It holds the weights, so only its owner may read it.
/// </summary>
public static class QuantizedModelFile
{
    /// <summary>The extension of these files.</summary>
    public const string Extension = ".ogq";

    private static ReadOnlySpan<byte> Magic => "OGQ1"u8;

    /// <summary>Writes the model.</summary>
    public static void Save(QuantizedModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        AtomicFile.Write(path, ToBytes(model), secret: true);
    }

    /// <summary>Reads a model and checks its bounds.</summary>
    /// <exception cref="InvalidArtifactException">The file is missing, damaged, or of another version.</exception>
    /// <exception cref="QuantizationException">A layer breaks <see cref="AccumulatorBounds"/>.</exception>
    public static QuantizedModel Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidArtifactException(path, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>The file's bytes; equal models have equal bytes.</summary>
    public static byte[] ToBytes(QuantizedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var body = new MemoryStream();
        void Number(int number)
        {
            Span<byte> word = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(word, number);
            body.Write(word);
        }
        void Block(ReadOnlySpan<byte> bytes)
        {
            Number(bytes.Length);
            body.Write(bytes);
        }
        Block(Encoding.UTF8.GetBytes(model.Name));
        body.Write(model.SourceDigest.ToArray());
        Block(Encoding.UTF8.GetBytes(model.Schema.Json));
        Number(model.Functions.Count);
        foreach (var function in model.Functions)
        {
            Block(Encoding.UTF8.GetBytes(function.Name));
            Block(MemoryMarshal.AsBytes<int>(function.Values));
        }
        Number(model.Layers.Count);
        foreach (var layer in model.Layers)
        {
            Block(Encoding.UTF8.GetBytes(layer.Name));
            Number(layer.Input);
            Number(layer.Rows);
            Number(layer.Inner);
            Number(layer.Function);
            Block(MemoryMarshal.AsBytes<int>(layer.Weights));
            Block(MemoryMarshal.AsBytes<long>(layer.Bias));
        }
        foreach (var output in model.Outputs)
        {
            Number(output.Value);
        }
        var content = body.ToArray();
        return [.. Magic, .. Digest256.Keccak(content).ToArray(), .. content];
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static QuantizedModel Parse(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < 36 || !bytes[..4].SequenceEqual(Magic))
        {
            throw new InvalidArtifactException(file, "it is not a quantized model (its first bytes are not OGQ1)");
        }
        if (!Digest256.Keccak(bytes[36..]).ToArray().AsSpan().SequenceEqual(bytes[4..36]))
        {
            throw new InvalidArtifactException(file, "it is damaged: its digest does not match; quantize the model again");
        }
        try
        {
            var model = Read(new Reader(bytes[36..]), file);
            AccumulatorBounds.Require(model);
            return model;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new InvalidArtifactException(file, "it contradicts itself: " + e.Message.TrimEnd('.'), e);
        }
    }

    private static QuantizedModel Read(Reader reader, string file)
    {
        var name = reader.Text();
        var source = new Digest256(reader.Bytes(Digest256.Size));
        var schema = ModelSchema.Parse(reader.Text(), file);
        var functions = new FunctionTable[reader.Count(8)];
        for (var i = 0; i < functions.Length; i++)
        {
            functions[i] = new FunctionTable(reader.Text(), reader.Array<int>(sizeof(int)));
        }
        var layers = new QuantizedLayer[reader.Count(28)];
        for (var i = 0; i < layers.Length; i++)
        {
            var title = reader.Text();
            var (input, rows, inner, function) = (reader.Number(), reader.Number(), reader.Number(), reader.Number());
            layers[i] = new QuantizedLayer(
                title, input, rows, inner, reader.Array<int>(sizeof(int)), reader.Array<long>(sizeof(long)), function);
        }
        var outputs = new QuantizedOutput[schema.Outputs.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new QuantizedOutput(schema.Outputs[i], reader.Number());
        }
        reader.RequireEnd();
        return new QuantizedModel(name, schema.Bits, source, schema.Inputs, layers, outputs, functions);
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public ReadOnlySpan<byte> Bytes(int count)
        {
            if (count < 0 || count > _rest.Length)
            {
                throw new ArgumentException("a length points beyond its end");
            }
            var result = _rest[..count];
            _rest = _rest[count..];
            return result;
        }

        public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

        // The number of items to come, each of at least so many bytes.
        public int Count(int least)
        {
            var count = Number();
            return count >= 0 && (long)count * least <= _rest.Length ? count : throw new ArgumentException("a count is too large");
        }

        public string Text() => Encoding.UTF8.GetString(Bytes(Number()));

        public T[] Array<T>(int width) where T : unmanaged
        {
            var block = Bytes(Number());
            return block.Length % width == 0
                ? MemoryMarshal.Cast<byte, T>(block).ToArray() : throw new ArgumentException("an array has a broken entry");
        }

        public readonly void RequireEnd()
        {
            if (!_rest.IsEmpty)
            {
                throw new ArgumentException("bytes follow its end");
            }
        }
    }
}
