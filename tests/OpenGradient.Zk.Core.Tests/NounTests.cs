// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class NounTests
{
    private static readonly TensorInfo X = new("x", [1, 2], TensorElementType.Float32);

    private static DenseLayer Layer(int input, int inner) =>
        new("layer", input, 1, inner, new double[inner], [0], Activation.Identity);

    [Fact]
    public void A_layer_reads_only_earlier_values_of_its_size()
    {
        Assert.Throws<ArgumentException>(() => new Model("m", default, [X], [Layer(1, 2)], []));
        Assert.Throws<ArgumentException>(() => new Model("m", default, [X], [Layer(0, 3)], []));
        Assert.Equal(1, new Model("m", default, [X], [Layer(0, 2)], []).SizeOf(1));
    }

    [Fact]
    public void An_output_is_a_layer_of_its_size()
    {
        var wrong = new TensorInfo("y", [2], TensorElementType.Float32);
        Assert.Throws<ArgumentException>(() => new Model("m", default, [X], [Layer(0, 2)], [new ModelOutput(wrong, 1)]));
        Assert.Throws<ArgumentException>(() => new Model("m", default, [X], [Layer(0, 2)], [new ModelOutput(X, 0)]));
    }

    [Fact]
    public void A_layer_has_as_many_weights_as_it_says() => Assert.Throws<ArgumentException>(
        () => new DenseLayer("layer", 0, 2, 2, new double[3], new double[2], Activation.Identity));

    [Theory]
    [InlineData(new[] { 1, 2 })] // F(0) is not 0
    [InlineData(new[] { 0, 2 })] // |F| is not below the length
    [InlineData(new[] { 0, int.MinValue })]
    [InlineData(new int[0])]
    public void A_table_that_breaks_its_rules_is_refused(int[] values) =>
        Assert.Throws<ArgumentException>(() => new FunctionTable("f", values));

    [Fact]
    public void A_quantized_model_checks_width_and_tables()
    {
        Assert.Throws<ArgumentException>(() => new QuantizedModel("m", 7, default, [], [], [], []));
        Assert.Throws<ArgumentException>(
            () => new QuantizedModel("m", 8, default, [], [], [], [new FunctionTable("f", new int[512])]));
    }

    [Fact]
    public void Only_an_output_without_a_function_can_be_exact()
    {
        static QuantizedModel Make(int function, bool exactOutput, bool exactInput = false) => new(
            "m", 8, default, [new TensorSchema("x", [1], 1, 0, Visibility.Private, 8, exactInput)],
            [new QuantizedLayer("dense", 0, 1, 1, [1], [0], function)],
            [new QuantizedOutput(new TensorSchema("y", [1], 1, 0, Visibility.Public, 8, exactOutput), 1)], [new FunctionTable("f", new int[256])]);
        Assert.True(Make(0, exactOutput: true).Schema.Outputs[0].Exact);
        Assert.False(Make(1, exactOutput: false).Schema.Outputs[0].Exact);
        Assert.Contains("\"dense\"", Assert.Throws<ArgumentException>(() => Make(1, exactOutput: true)).Message, StringComparison.Ordinal);
        Assert.Contains("\"x\"", Assert.Throws<ArgumentException>(() => Make(0, false, exactInput: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_sentences_with_the_facts_in_them()
    {
        var unsupported = new UnsupportedModelException("n7", "Softmax", "Softmax is not supported");
        Assert.Equal("Node \"n7\" (Softmax): Softmax is not supported.", unsupported.Message);
        Assert.Equal(("n7", "Softmax", "unsupported_model"), (unsupported.Node, unsupported.OperatorType, unsupported.Code));
        Assert.Equal("The model \"m.onnx\" cannot be read: it is empty.", new InvalidModelException("m.onnx", "it is empty").Message);
    }
}
