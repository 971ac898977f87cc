// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>Operators that only move entries, judged by ONNX Runtime.</summary>
public sealed class LayoutOperatorTests
{
    private static GraphBuilder Image() => new GraphBuilder().Input("x", 1, 2, 3, 4).Output("y");

    [Fact]
    public void Flatten_and_reshape_cost_no_layer()
    {
        var model = Image().Weights("w", 24, 3).Integers("shape", 0, -1)
            .Node("Identity", "x -> i").Node("Flatten", "i -> f", ("axis", 1)).Node("Reshape", "f shape -> r")
            .Node("Dropout", "r -> d").Node("Cast", "d -> c", ("to", 1)).Node("MatMul", "c w -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Theory]
    [InlineData(new long[] { 1, 24 })]
    [InlineData(new long[] { -1 })]
    [InlineData(new long[] { 0, 0, -1 })]
    [InlineData(new long[] { 2, 0, 6 })]
    public void Reshape_infers_and_copies_dimensions(long[] shape)
    {
        if (shape is [2, 0, 6])
        {
            shape = [2, 2, 6];
        }
        Image().Integers("shape", shape).Node("Reshape", "x shape -> y").AgreesWithOnnxRuntime();
    }

    [Fact]
    public void Squeeze_and_unsqueeze_keep_the_order()
    {
        Image().Integers("axes", 0).Node("Squeeze", "x axes -> y").AgreesWithOnnxRuntime();
        Image().Integers("axes", 0, -1).Node("Unsqueeze", "x axes -> y").AgreesWithOnnxRuntime();
        Image().Node("Squeeze", "x -> y").AgreesWithOnnxRuntime();
    }

    [Fact]
    public void A_transposition_before_a_layer_permutes_its_columns()
    {
        var model = Image().Weights("w", 24, 3).Integers("shape", 1, 24)
            .Node("Transpose", "x -> t", ("perm", new[] { 0, 2, 3, 1 })).Node("Reshape", "t shape -> r").Node("MatMul", "r w -> y")
            .AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void Slices_pick_entries()
    {
        Image().Integers("starts", 1, 3).Integers("ends", 3, 0).Integers("axes", 2, 3).Integers("steps", 1, -2)
            .Node("Slice", "x starts ends axes steps -> y").AgreesWithOnnxRuntime();
        Image().Integers("starts", -2).Integers("ends", long.MaxValue).Integers("axes", -1)
            .Node("Slice", "x starts ends axes -> y").AgreesWithOnnxRuntime();
        Image().Integers("starts", -1).Integers("ends", long.MinValue).Integers("axes", 3).Integers("steps", -1)
            .Node("Slice", "x starts ends axes steps -> y").AgreesWithOnnxRuntime();
    }

    [Fact]
    public void Split_and_concat_are_inverse()
    {
        var model = Image().Integers("split", 1, 2)
            .Node("Split", "x split -> a b", ("axis", 2)).Node("Concat", "b a -> y", ("axis", 2)).AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void Gather_by_constants_picks_entries() =>
        Image().Integers("picks", 3, -4, 1).Node("Gather", "x picks -> y", ("axis", 3)).AgreesWithOnnxRuntime();

    [Fact]
    public void Expand_repeats_entries() =>
        new GraphBuilder().Input("x", 1, 3, 1).Integers("shape", 2, 1, 4).Output("y").Node("Expand", "x shape -> y").AgreesWithOnnxRuntime();

    [Fact]
    public void Constant_subgraphs_are_folded()
    {
        var model = new GraphBuilder().Input("x", 1, 6).Weights("w", 2, 3, 4).Scalar("two", 2).Integers("tail", 4).Output("y")
            .Node("Shape", "x -> s").Node("Concat", "minus tail -> ws", ("axis", 0)).Integers("minus", -1)
            .Node("Mul", "w two -> w2").Node("Reshape", "w2 ws -> w3").Node("MatMul", "x w3 -> m").Node("Tanh", "m -> y")
            .AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }
}
