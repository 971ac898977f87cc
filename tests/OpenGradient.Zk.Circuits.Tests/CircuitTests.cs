// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using Google.Protobuf;
using OpenGradient.Zk.Circuits.Schema;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx;
using OpenGradient.Zk.Quantization;
using Message = OpenGradient.Zk.Circuits.Schema.Circuit;

namespace OpenGradient.Zk.Circuits.Tests;

public sealed class CircuitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ogzk-").FullName;

    private static QuantizedModel Quantized(string name, bool isPublic = false, int bits = 12)
    {
        var model = OnnxModel.Import(Repository.Model(name));
        return Quantizer.Quantize(
            model, null, new CalibrationSet([.. InputFile.ReadSamples(Repository.Model(name, "calibration.json")).Take(8)]),
            new QuantizationOptions
            {
                ActivationBits = bits,
                PublicInputs = isPublic ? new HashSet<string> { "image" } : new HashSet<string>(),
            }).Model;
    }

    private static Message Read(Circuit circuit) => Message.Parser.ParseFrom(circuit.Bytes.Span);

    [Theory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public void The_message_says_what_the_model_says(string name)
    {
        var model = Quantized(name);
        var message = Read(CircuitCompiler.Compile(model));
        Assert.Equal((1u, 12u), (message.Version, message.LimbBits));
        Assert.Equal(model.Schema.Hash.ToArray(), message.SchemaHash.ToByteArray());
        Assert.Equal(model.Inputs.Select(input => ((uint)input.Size, input.ZeroPoint)), message.Inputs.Select(i => (i.Size, i.ZeroPoint)));
        Assert.Equal(model.Outputs.Select(o => ((uint)o.Value, o.Tensor.ZeroPoint)), message.Outputs.Select(o => (o.Value, o.ZeroPoint)));
        Assert.Equal(model.Functions.Select(f => f.Values), message.Functions.Select(f => Integers(f.Values)));
        foreach (var (layer, written) in model.Layers.Zip(message.Layers))
        {
            Assert.Equal(
                (layer.Name, (uint)layer.Input, (uint)layer.Rows, (uint)layer.Inner, (uint)layer.Function),
                (written.Name, written.Input, written.Rows, written.Inner, written.Function));
            Assert.Equal(layer.Weights, Integers(written.Weights));
            Assert.Equal(layer.Bias, Longs(written.Bias));
        }
    }

    /// <summary>The circuit is evaluated from its bytes alone, and gives what the quantized model gives.</summary>
    [Theory]
    [InlineData("digits", 8)]
    [InlineData("digits", 12)]
    [InlineData("digits-tanh", 12)]
    [InlineData("digits-tanh", 16)]
    public void The_bytes_compute_what_the_model_computes(string name, int bits)
    {
        var model = Quantized(name, bits: bits);
        var message = Read(CircuitCompiler.Compile(model));
        var sample = InputQuantizer.Quantize(model.Schema, InputFile.Read(Repository.Model(name, "input.json")), OutOfRange.Clamp);
        var expected = IntegerEvaluator.Evaluate(model, sample);
        var values = new List<int[]>(sample);
        var (max, shift) = ((1 << (int)message.LimbBits) - 1, 2 * (int)message.LimbBits);
        foreach (var layer in message.Layers)
        {
            var (weights, bias, x) = (Integers(layer.Weights), Longs(layer.Bias), values[(int)layer.Input]);
            values.Add([.. Enumerable.Range(0, (int)layer.Rows).Select(i =>
            {
                var sum = Enumerable.Range(0, x.Length).Aggregate(
                    (Int128)bias[i], (total, k) => total + (Int128)weights[i * x.Length + k] * x[k]) + (Int128.One << (shift - 1));
                var v = (int)Int128.Clamp(sum >> shift, 0, max);
                return layer.Function == 0 ? v : Integers(message.Functions[(int)layer.Function - 1].Values)[v];
            })]);
        }
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Visibility_is_part_of_the_circuit()
    {
        var (hidden, open) = (CircuitCompiler.Compile(Quantized("digits")), CircuitCompiler.Compile(Quantized("digits", isPublic: true)));
        Assert.False(Read(hidden).Inputs[0].IsPublic);
        Assert.True(Read(open).Inputs[0].IsPublic);
        Assert.NotEqual(hidden.ContentDigest, open.ContentDigest);
        Assert.NotEqual(hidden.Schema.Hash, open.Schema.Hash);
    }

    [Fact]
    public void The_digest_follows_the_meaning_and_not_the_encoding()
    {
        var circuit = CircuitCompiler.Compile(Quantized("digits"));
        Circuit Changed(Action<Message> change)
        {
            var message = Read(circuit);
            change(message);
            return Circuit.Parse(message.ToByteArray(), circuit.Schema.Json);
        }
        Assert.Equal(circuit.ContentDigest, Changed(message => message.Layers[0].Name = "another name").ContentDigest);
        // The same field twice is legal protobuf; the last one counts.
        byte[] twice = [.. circuit.Bytes.Span, .. new Message { Version = 1 }.ToByteArray()];
        Assert.Equal(circuit.ContentDigest, Circuit.Parse(twice, circuit.Schema.Json).ContentDigest);
        Assert.NotEqual(circuit.ContentDigest, Changed(message => message.Layers[0].Weights = Flip(message.Layers[0].Weights)).ContentDigest);
        Assert.NotEqual(circuit.ContentDigest, Changed(message => message.Layers[1].Bias = Flip(message.Layers[1].Bias)).ContentDigest);
    }

    [Fact]
    public void A_model_of_too_many_layers_is_refused_before_the_prover_sees_it()
    {
        var layers = Enumerable.Range(0, 65).Select(l => new QuantizedLayer($"l{l}", l, 1, 1, [1 << 24], [0], 0)).ToArray();
        var model = new QuantizedModel(
            "deep", 12, default, [new TensorSchema("x", [1], 1, 0, Visibility.Private, 12)], layers,
            [new QuantizedOutput(new TensorSchema("y", [1], 1, 0, Visibility.Public, 12), 65)], []);
        Assert.Contains("65 layers", Assert.Throws<UnsupportedModelException>(() => CircuitCompiler.Compile(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiling_twice_gives_the_same_bytes() => Assert.Equal(
        CircuitCompiler.Compile(Quantized("digits-tanh")).Bytes.ToArray(), CircuitCompiler.Compile(Quantized("digits-tanh")).Bytes.ToArray());

    [Fact]
    public void A_saved_circuit_is_secret_and_its_schema_is_not()
    {
        var path = Path.Combine(_folder, "digits.ogc");
        var circuit = CircuitCompiler.Compile(Quantized("digits"));
        circuit.Save(path);
        var again = Circuit.Load(path);
        Assert.Equal(circuit.ContentDigest, again.ContentDigest);
        Assert.Equal(circuit.Schema.Json, again.Schema.Json);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.True(File.GetUnixFileMode(path + Circuit.SchemaSuffix).HasFlag(UnixFileMode.UserRead));
        }
    }

    [Fact]
    public void Another_circuits_schema_is_refused()
    {
        var (a, b) = (CircuitCompiler.Compile(Quantized("digits")), CircuitCompiler.Compile(Quantized("digits-tanh")));
        Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(a.Bytes, b.Schema.Json));
    }

    [Fact]
    public void What_is_not_a_circuit_is_refused()
    {
        var circuit = CircuitCompiler.Compile(Quantized("digits"));
        void Refused(Action<Message> change)
        {
            var message = Read(circuit);
            change(message);
            Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(message.ToByteArray(), circuit.Schema.Json));
        }
        Refused(message => message.Version = 2);
        Refused(message => message.LimbBits = 7);
        Refused(message => message.LimbBits = 17);
        Refused(message => message.SchemaHash = ByteString.Empty);
        Refused(message => message.Inputs[0].Size = 0);
        Refused(message => message.Inputs[0].ZeroPoint++);
        Refused(message => message.Layers[0].Input = 1); // itself
        Refused(message => message.Layers[0].Rows = 49);
        Refused(message => message.Layers[0].Function = 1);
        Refused(message => message.Layers[0].Weights = ByteString.CopyFrom(1, 2, 3));
        Refused(message => message.Outputs.Clear());
        Refused(message => message.Outputs[0].Value = 0);
        Refused(message => message.Functions.Add(new Function { Values = ByteString.CopyFrom(1) }));
        for (var length = 0; length < circuit.Bytes.Length; length += 131)
        {
            Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(circuit.Bytes[..length], circuit.Schema.Json));
        }
        Assert.Throws<InvalidArtifactException>(() => Circuit.Load(Path.Combine(_folder, "nowhere.ogc")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ByteString Flip(ByteString bytes)
    {
        var copy = bytes.ToByteArray();
        copy[0] ^= 1;
        return ByteString.CopyFrom(copy);
    }

    private static int[] Integers(ByteString bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 * i)..]))];

    private static long[] Longs(ByteString bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[(8 * i)..]))];
}
