// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>Dense operators and their folding, judged by ONNX Runtime.</summary>
public sealed class DenseOperatorTests
{
    [Theory]
    [InlineData(0, 1f, 1f)]
    [InlineData(1, 1f, 1f)]
    [InlineData(1, -0.5f, 2f)]
    [InlineData(0, 2f, 0f)]
    public void Gemm_honours_transB_alpha_and_beta(int transB, float alpha, float beta)
    {
        var graph = new GraphBuilder().Input("x", 1, 5).Weights("b", 1, 3).Output("y");
        graph = transB == 1 ? graph.Weights("w", 3, 5) : graph.Weights("w", 5, 3);
        var model = graph.Node("Gemm", "x w b -> y", ("transB", transB), ("alpha", alpha), ("beta", beta)).AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 1, 3 })]
    public void Gemm_broadcasts_its_bias(int[] shape) =>
        new GraphBuilder().Input("x", 1, 5).Weights("w", 5, 3).Weights("b", shape).Output("y")
            .Node("Gemm", "x w b -> y").AgreesWithOnnxRuntime();

    [Fact]
    public void Gemm_may_leave_out_its_bias() =>
        new GraphBuilder().Input("x", 1, 5).Weights("w", 5, 3).Output("y").Node("Gemm", "x w -> y").AgreesWithOnnxRuntime();

    [Fact]
    public void A_fixed_batch_is_proven_row_by_row() =>
        new GraphBuilder().Input("x", 3, 4).Weights("w", 4, 2).Weights("b", 2).Output("y")
            .Node("Gemm", "x w b -> y").AgreesWithOnnxRuntime();

    [Theory]
    [InlineData("m b -> y")]
    [InlineData("b m -> y")]
    public void A_bias_after_MatMul_is_folded_on_either_side(string wiring)
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3).Weights("b", 3).Output("y")
            .Node("MatMul", "x w -> m").Node("Add", wiring).AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Theory]
    [InlineData("Sub", "m b -> y")]
    [InlineData("Sub", "b m -> y")]
    [InlineData("Mul", "b m -> y")]
    [InlineData("Div", "m b -> y")]
    public void Constants_of_arithmetic_are_folded_into_the_layer(string type, string wiring)
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3).Positive("b", 3).Output("y")
            .Node("MatMul", "x w -> m").Node(type, wiring).AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void Normalisation_of_the_input_is_folded_into_the_first_layer()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("mean", 4).Positive("deviation", 4).Weights("w", 4, 3).Output("y")
            .Node("Sub", "x mean -> c").Node("Div", "c deviation -> n").Node("MatMul", "n w -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void MatMul_by_a_constant_from_the_left_is_a_layer() =>
        new GraphBuilder().Input("x", 4, 1).Weights("w", 3, 4).Output("y").Node("MatMul", "w x -> y").AgreesWithOnnxRuntime();

    [Fact]
    public void BatchNormalization_is_folded()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3)
            .Positive("scale", 3).Weights("bias", 3).Weights("mean", 3).Positive("variance", 3).Output("y")
            .Node("MatMul", "x w -> m").Node("BatchNormalization", "m scale bias mean variance -> y", ("epsilon", 0.01f))
            .AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void Two_layers_in_a_row_stay_two_layers()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 6).Weights("v", 6, 3).Output("y")
            .Node("MatMul", "x w -> m").Node("MatMul", "m v -> y").AgreesWithOnnxRuntime();
        Assert.Equal([6, 3], model.Layers.Select(layer => layer.Rows));
        Assert.All(model.Layers, layer => Assert.Equal(ActivationKind.Identity, layer.Activation.Kind));
    }

    [Fact]
    public void A_value_that_two_layers_read_is_computed_once()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 6).Weights("p", 6, 2).Weights("q", 6, 3).Output("a").Output("b")
            .Node("MatMul", "x w -> m").Node("Relu", "m -> h").Node("MatMul", "h p -> a").Node("MatMul", "h q -> b")
            .AgreesWithOnnxRuntime();
        Assert.Equal(3, model.Layers.Count);
        Assert.Equal([0, 1, 1], model.Layers.Select(layer => layer.Input));
    }

    [Fact]
    public void A_hidden_layer_may_be_an_output_too()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 6).Weights("v", 6, 3).Output("h").Output("y")
            .Node("MatMul", "x w -> m").Node("Tanh", "m -> h").Node("MatMul", "h v -> y").AgreesWithOnnxRuntime();
        Assert.Equal(2, model.Layers.Count);
    }

    [Fact]
    public void Layers_that_no_output_needs_are_dropped()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 6).Output("y")
            .Node("MatMul", "x w -> unused").Node("Relu", "x -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void Several_inputs_feed_layers_of_their_own() =>
        new GraphBuilder().Input("a", 1, 4).Input("b", 1, 3).Weights("w", 4, 2).Weights("v", 3, 2).Output("y").Output("z")
            .Node("MatMul", "a w -> y").Node("MatMul", "b v -> z").AgreesWithOnnxRuntime();

    [Fact]
    public void A_sum_of_two_layers_on_the_same_value_is_one_layer()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3).Weights("v", 4, 3).Output("y")
            .Node("MatMul", "x w -> a").Node("MatMul", "x v -> b").Node("Sub", "a b -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void A_layer_plus_its_own_input_is_one_layer()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 4).Output("y")
            .Node("MatMul", "x w -> m").Node("Add", "m x -> s").Node("Relu", "s -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Theory]
    [InlineData("ReduceSum")]
    [InlineData("ReduceMean")]
    public void Sums_over_axes_are_layers(string type)
    {
        var graph = new GraphBuilder(opset: 11).Input("x", 2, 3, 4).Output("y");
        graph.Node(type, "x -> y", ("axes", new[] { 0, -1 }), ("keepdims", 0)).AgreesWithOnnxRuntime();
    }

    [Theory]
    [InlineData(1, new[] { 0, 0, 0, 0 }, new[] { 1, 1 }, 1)]
    [InlineData(2, new[] { 1, 0, 2, 1 }, new[] { 2, 1 }, 1)]
    [InlineData(1, new[] { 1, 1, 1, 1 }, new[] { 1, 2 }, 2)]
    public void Conv_is_written_out_as_a_matrix(int group, int[] pads, int[] strides, int dilation) =>
        new GraphBuilder().Input("x", 1, 2, 6, 5).Weights("w", 4, 2 / group, 3, 2).Weights("b", 4).Output("y")
            .Node("Conv", "x w b -> y", ("group", group), ("pads", pads), ("strides", strides),
                ("dilations", new[] { dilation, dilation }), ("kernel_shape", new[] { 3, 2 }))
            .AgreesWithOnnxRuntime();

    [Theory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    [InlineData("VALID")]
    public void Conv_pads_by_itself_when_asked(string autoPad) =>
        new GraphBuilder().Input("x", 1, 1, 7, 6).Weights("w", 2, 1, 3, 2).Output("y")
            .Node("Conv", "x w -> y", ("auto_pad", autoPad), ("strides", new[] { 2, 2 })).AgreesWithOnnxRuntime();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AveragePool_counts_padding_as_it_is_told(int countPadding) =>
        new GraphBuilder().Input("x", 1, 2, 5, 5).Output("y")
            .Node("AveragePool", "x -> y", ("kernel_shape", new[] { 3, 3 }), ("pads", new[] { 1, 1, 1, 1 }),
                ("strides", new[] { 2, 2 }), ("count_include_pad", countPadding))
            .AgreesWithOnnxRuntime();

    [Fact]
    public void GlobalAveragePool_is_a_layer() =>
        new GraphBuilder().Input("x", 1, 2, 3, 4).Output("y").Node("GlobalAveragePool", "x -> y").AgreesWithOnnxRuntime();
}
