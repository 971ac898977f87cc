// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;
using Message = OpenGradient.Zk.Circuits.Schema.Circuit;

namespace OpenGradient.Zk.Circuits.Tests;

/// <summary>Exact accumulators (protocol.md §3.5) in the circuit message: written, read as hostile, counted, digested.</summary>
public sealed class ExactOutputTests
{
    private const int Bits = 8;

    /// <summary>A curved layer and a linear one over the same input; the linear one is published.</summary>
    private static QuantizedModel Model(bool exact, int rows = 3, int zeroPoint = 100) => new(
        "m", Bits, default, [new TensorSchema("x", [2], 1, 0, Visibility.Private, Bits)],
        [
            new QuantizedLayer("curved", 0, rows, 2, new int[2 * rows], new long[rows], 1),
            new QuantizedLayer("linear", 0, rows, 2, new int[2 * rows], new long[rows], 0),
        ],
        [new QuantizedOutput(new TensorSchema("y", [rows], 0.5, zeroPoint, Visibility.Public, Bits, exact), 2)],
        [new FunctionTable("f", new int[1 << Bits])]);

    private static Message Read(Circuit circuit) => Message.Parser.ParseFrom(circuit.Bytes.Span);

    [Fact]
    public void The_message_says_exact_and_leaves_the_zero_point_to_the_schema()
    {
        var circuit = CircuitCompiler.Compile(Model(exact: true));
        var output = Assert.Single(Read(circuit).Outputs);
        Assert.Equal((true, 0, 2u), (output.Exact, output.ZeroPoint, output.Value));
        Assert.Equal(100, circuit.Schema.Outputs[0].ZeroPoint);
        var again = Circuit.Parse(circuit.Bytes, circuit.Schema.Json);
        Assert.True(again.Schema.Outputs[0].Exact);
        Assert.Equal(circuit.ContentDigest, again.ContentDigest);
    }

    [Fact]
    public void A_requantized_output_is_written_as_it_always_was()
    {
        var output = Assert.Single(Read(CircuitCompiler.Compile(Model(exact: false))).Outputs);
        Assert.Equal((false, 100), (output.Exact, output.ZeroPoint));
        Assert.Equal(new Schema.Output { Value = 2, ZeroPoint = 100 }.ToByteArray(), output.ToByteArray());
    }

    [Fact]
    public void The_digest_includes_it_apart_from_the_schema()
    {
        var (exact, rounded) = (CircuitCompiler.Compile(Model(exact: true)), CircuitCompiler.Compile(Model(exact: false)));
        Assert.NotEqual(exact.Schema.Hash, rounded.Schema.Hash);
        Assert.NotEqual(exact.ContentDigest, rounded.ContentDigest);
        var changed = Read(exact);
        changed.Outputs[0].Exact = false;
        Assert.NotEqual(exact.ContentDigest, CircuitFormat.Digest(changed));
    }

    [Fact]
    public void Circuit_and_schema_must_agree_on_it()
    {
        // With the zero point 0 there is no other difference than this one.
        foreach (var exact in (bool[])[false, true])
        {
            var (circuit, other) = (CircuitCompiler.Compile(Model(exact, zeroPoint: 0)), CircuitCompiler.Compile(Model(!exact, zeroPoint: 0)));
            Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(circuit.Bytes, other.Schema.Json));
            // Even where the hash is made to fit.
            var message = Read(circuit);
            message.SchemaHash = Read(other).SchemaHash;
            Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(message.ToByteArray(), other.Schema.Json));
        }
    }

    [Fact]
    public void What_has_no_accumulator_to_publish_is_refused()
    {
        var circuit = CircuitCompiler.Compile(Model(exact: true));
        void Refused(Action<Message> change)
        {
            var message = Read(circuit);
            change(message);
            var refused = Assert.Throws<InvalidArtifactException>(() => Circuit.Parse(message.ToByteArray(), circuit.Schema.Json));
            Assert.Contains("exact", refused.Message, StringComparison.Ordinal);
        }
        Refused(message => message.Outputs[0].Value = 1); // the curved layer
        Refused(message => message.Layers[1].Function = 1);
        Refused(message => message.Outputs[0].ZeroPoint = 100);
    }

    [Fact]
    public void An_accumulator_counts_as_two_published_integers()
    {
        const int half = 1 << 13;
        CircuitCompiler.Compile(Model(exact: true, half));
        CircuitCompiler.Compile(Model(exact: false, 2 * half));
        var refused = Assert.Throws<UnsupportedModelException>(() => CircuitCompiler.Compile(Model(exact: true, half + 1)));
        Assert.Contains($"{2 * (half + 1)} published integers", refused.Message, StringComparison.Ordinal);
    }
}
