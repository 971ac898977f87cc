// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using OpenGradient.Zk.Core;
using Message = OpenGradient.Zk.Circuits.Schema;

namespace OpenGradient.Zk.Circuits;

/// <summary>The message of circuits/schema/circuit.proto: written, read back as hostile, and digested by meaning.</summary>
internal static class CircuitFormat
{
    /// <summary>The format's version.</summary>
    public const uint Version = 1;

    /// <summary>Most entries of an input or of a layer's value.</summary>
    public const int MaxSize = 1 << 16;

    public static Message.Circuit Write(QuantizedModel model)
    {
        var message = new Message.Circuit
        {
            Version = Version,
            LimbBits = (uint)model.Bits,
            SchemaHash = ByteString.CopyFrom(model.Schema.Hash.ToArray()),
        };
        message.Inputs.AddRange(model.Inputs.Select(input => new Message.Input
        {
            Size = (uint)input.Size,
            IsPublic = input.Visibility == Visibility.Public,
            ZeroPoint = input.ZeroPoint,
        }));
        message.Layers.AddRange(model.Layers.Select(layer => new Message.Layer
        {
            Name = layer.Name,
            Input = (uint)layer.Input,
            Rows = (uint)layer.Rows,
            Inner = (uint)layer.Inner,
            Weights = LittleEndian(layer.Weights),
            Bias = LittleEndian(layer.Bias),
            Function = (uint)layer.Function,
        }));
        message.Outputs.AddRange(model.Outputs.Select(output => new Message.Output
        {
            Value = (uint)output.Value,
            // The words of an accumulator are published as they are; the schema's zero point is for whoever reads them.
            ZeroPoint = output.Tensor.Exact ? 0 : output.Tensor.ZeroPoint,
            Exact = output.Tensor.Exact,
        }));
        message.Functions.AddRange(model.Functions.Select(function => new Message.Function
        {
            Name = function.Name,
            Values = LittleEndian(function.Values),
        }));
        return message;
    }

    /// <exception cref="InvalidArtifactException">The bytes are not a circuit.</exception>
    public static Message.Circuit Read(ReadOnlyMemory<byte> bytes, string file)
    {
        Message.Circuit message;
        try
        {
            message = Message.Circuit.Parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidArtifactException(file, "it is not a circuit, or it is truncated", e);
        }
        void Require(bool holds, string reason)
        {
            if (!holds)
            {
                throw new InvalidArtifactException(file, reason);
            }
        }
        Require(message.Version == Version, $"it has version {message.Version}, and this program reads version {Version}");
        Require(message.LimbBits is >= QuantizedModel.MinBits and <= QuantizedModel.MaxBits, $"its width {message.LimbBits} is not 8 to 16");
        Require(message.SchemaHash.Length == Digest256.Size, "its schema hash does not have 32 bytes");
        var sizes = message.Inputs.Select(input => input.Size).ToList();
        Require(sizes.TrueForAll(size => size is >= 1 and <= MaxSize), "an input is empty or too large");
        foreach (var function in message.Functions)
        {
            Require(function.Values.Length == 4 << (int)message.LimbBits, $"function \"{function.Name}\" has the wrong length");
        }
        foreach (var layer in message.Layers)
        {
            Require(layer.Input < sizes.Count, $"layer \"{layer.Name}\" reads a value that is not there yet");
            Require(layer.Inner == sizes[(int)layer.Input], $"layer \"{layer.Name}\" reads a value of another size");
            Require(layer.Rows is >= 1 and <= MaxSize, $"layer \"{layer.Name}\" is empty or too large");
            Require(layer.Weights.Length == 4L * layer.Rows * layer.Inner && layer.Bias.Length == 8L * layer.Rows,
                $"layer \"{layer.Name}\" has the wrong number of weights");
            Require(layer.Function <= message.Functions.Count, $"layer \"{layer.Name}\" applies a function that is not there");
            sizes.Add(layer.Rows);
        }
        Require(message.Outputs.Count > 0, "it has no outputs");
        Require(message.Outputs.All(output => output.Value >= message.Inputs.Count && output.Value < sizes.Count), "an output is not a layer's value");
        Require(message.Outputs.All(output => !output.Exact || (output.ZeroPoint == 0 && LayerOf(message, output).Function == 0)),
            "an output publishes exact accumulators of a layer with a function, or with a zero point");
        return message;
    }

    /// <exception cref="InvalidArtifactException">The schema is another circuit's.</exception>
    public static void RequireSchema(Message.Circuit message, ModelSchema schema, string file)
    {
        var fits = schema.Hash.ToArray().AsSpan().SequenceEqual(message.SchemaHash.Span)
            && schema.Bits == message.LimbBits
            && schema.Inputs.Count == message.Inputs.Count
            && schema.Outputs.Count == message.Outputs.Count
            && schema.Inputs.Zip(message.Inputs).All(pair => pair.First.Size == pair.Second.Size
                && pair.First.ZeroPoint == pair.Second.ZeroPoint
                && pair.First.Visibility == Visibility.Public == pair.Second.IsPublic)
            && schema.Outputs.Zip(message.Outputs).All(pair => pair.First.Exact == pair.Second.Exact
                && (pair.First.Exact ? 0 : pair.First.ZeroPoint) == pair.Second.ZeroPoint
                && pair.First.Size == SizeOf(message, (int)pair.Second.Value));
        if (!fits)
        {
            throw new InvalidArtifactException(
                file, $"its schema (in \"{file}{Circuit.SchemaSuffix}\", hash {schema.Hash}) is another circuit's; compile the model again");
        }
    }

    /// <summary>Keccak-256 over a prefix-free encoding of everything that has a meaning; names have none.</summary>
    public static Digest256 Digest(Message.Circuit message)
    {
        var hash = new Keccak256().Append(Encoding.ASCII.GetBytes("ogzk/circuit-content/1\n"));
        Span<byte> word = stackalloc byte[8];
        void Number(long number, Span<byte> buffer)
        {
            BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
            hash.Append(buffer);
        }
        void Bytes(ByteString bytes, Span<byte> buffer)
        {
            Number(bytes.Length, buffer);
            hash.Append(bytes.Span);
        }
        Number(message.LimbBits, word);
        Bytes(message.SchemaHash, word);
        Number(message.Inputs.Count, word);
        foreach (var input in message.Inputs)
        {
            Number(input.Size, word);
            Number(input.IsPublic ? 1 : 0, word);
            Number(input.ZeroPoint, word);
        }
        Number(message.Functions.Count, word);
        foreach (var function in message.Functions)
        {
            Bytes(function.Values, word);
        }
        Number(message.Layers.Count, word);
        foreach (var layer in message.Layers)
        {
            Number(layer.Input, word);
            Number(layer.Rows, word);
            Number(layer.Inner, word);
            Number(layer.Function, word);
            Bytes(layer.Weights, word);
            Bytes(layer.Bias, word);
        }
        Number(message.Outputs.Count, word);
        foreach (var output in message.Outputs)
        {
            // A value id has 32 bits; the bit above them says "exact", and digests of circuits without it stay what they were.
            Number(output.Value | (output.Exact ? 1L << 32 : 0), word);
            Number(output.ZeroPoint, word);
        }
        return hash.Finish();
    }

    private static long SizeOf(Message.Circuit message, int value) => value < message.Inputs.Count
        ? message.Inputs[value].Size : message.Layers[value - message.Inputs.Count].Rows;

    private static Message.Layer LayerOf(Message.Circuit message, Message.Output output) =>
        message.Layers[(int)output.Value - message.Inputs.Count];

    private static ByteString LittleEndian<T>(T[] values) where T : unmanaged =>
        BitConverter.IsLittleEndian
            ? ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(values))
            : throw new PlatformNotSupportedException("Circuits are written on little-endian machines only.");
}
