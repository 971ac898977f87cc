// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class NativeCircuitTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(16)]
    public void Native_inference_is_the_reference_evaluators_to_the_bit(int bits)
    {
        var model = TestModels.Small(seed: bits, bits);
        using var circuit = TestModels.Open(model);
        for (var seed = 0; seed < 50; seed++)
        {
            var inputs = TestModels.Inputs(model, seed);
            Assert.Equal(Expected(model, inputs), circuit.Evaluate(TestModels.Flat(inputs)));
        }
    }

    [Fact]
    public void Every_constraint_holds_on_the_witness_of_any_input()
    {
        var model = TestModels.Small();
        using var circuit = TestModels.Open(model);
        int[][][] cases =
        [
            TestModels.Inputs(model, 3),
            [.. model.Inputs.Select(input => new int[input.Size])],
            [.. model.Inputs.Select(input => Enumerable.Repeat(model.MaxValue, input.Size).ToArray())],
        ];
        foreach (var inputs in cases)
        {
            Assert.Equal(Expected(model, inputs), circuit.Mock(TestModels.Flat(inputs)).Published);
        }
    }

    [Fact]
    public void The_digest_names_the_shape_and_tells_nothing_of_the_weights()
    {
        using var first = TestModels.Open(TestModels.Small(1));
        using var otherWeights = TestModels.Open(TestModels.Small(2));
        using var otherWidth = TestModels.Open(TestModels.Small(1, bits: 9));
        Assert.Equal(first.Digest, otherWeights.Digest);
        Assert.NotEqual(first.Digest, otherWidth.Digest);
    }

    [Fact]
    public void No_bytes_are_a_circuit_of_version_0_which_is_not_supported() => Refused(ProverFailure.Unsupported, () => NativeCircuit.Open([]));

    [Fact]
    public void Bytes_that_are_no_circuit_are_malformed() =>
        Refused(ProverFailure.Malformed, () => NativeCircuit.Open([0xde, 0xad, 0xbe, 0xef]));

    [Fact]
    public void A_circuit_cut_off_anywhere_is_refused()
    {
        var bytes = CircuitCompiler.Compile(TestModels.Small()).Bytes;
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 97))
        {
            Assert.Throws<ProverException>(() => NativeCircuit.Open(bytes.Span[..length]));
        }
    }

    [Fact]
    public void Too_few_and_too_many_inputs_are_refused()
    {
        using var circuit = TestModels.Open(TestModels.Small());
        Refused(ProverFailure.InvalidArgument, () => circuit.Evaluate(new int[7]));
        Refused(ProverFailure.InvalidArgument, () => circuit.Evaluate(new int[9]));
        Refused(ProverFailure.InvalidArgument, () => circuit.Evaluate([]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_entry_outside_of_the_width_is_refused(int entry)
    {
        using var circuit = TestModels.Open(TestModels.Small());
        int[] inputs = [0, 0, 0, 0, 0, 0, 0, entry];
        Refused(ProverFailure.InvalidArgument, () => circuit.Evaluate(inputs));
        Refused(ProverFailure.InvalidArgument, () => circuit.Mock(inputs));
    }

    private static int[] Expected(QuantizedModel model, int[][] inputs) =>
    [
        .. inputs[0].Select(entry => entry - model.Inputs[0].ZeroPoint),
        .. IntegerEvaluator.Published(model, IntegerEvaluator.Evaluate(model, inputs)).SelectMany(output => output),
    ];

    private static void Refused(ProverFailure failure, Action action)
    {
        var refused = Assert.Throws<ProverException>(action);
        Assert.Equal(failure, refused.Failure);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }
}
