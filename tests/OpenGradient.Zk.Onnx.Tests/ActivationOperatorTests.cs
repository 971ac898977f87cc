// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>Functions of one variable, judged by ONNX Runtime.</summary>
public sealed class ActivationOperatorTests
{
    private static GraphBuilder Dense(int opset = 13) =>
        new GraphBuilder(opset).Input("x", 1, 6).Weights("w", 6, 5).Output("y").Node("MatMul", "x w -> m");

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("Erf")]
    [InlineData("Abs")]
    [InlineData("Neg")]
    [InlineData("Exp")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Atan")]
    [InlineData("Sinh")]
    [InlineData("Cosh")]
    [InlineData("Asinh")]
    [InlineData("LeakyRelu")]
    [InlineData("Elu")]
    [InlineData("Celu")]
    [InlineData("Selu")]
    [InlineData("HardSigmoid")]
    public void Functions_agree_with_their_defaults(string type)
    {
        var model = Dense().Node(type, "m -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Theory]
    [InlineData("HardSwish", 14)]
    [InlineData("Mish", 18)]
    [InlineData("Gelu", 20)]
    public void Newer_functions_agree(string type, int opset) => Dense(opset).Node(type, "m -> y").AgreesWithOnnxRuntime();

    [Fact]
    public void Gelu_by_tanh_agrees() => Dense(20).Node("Gelu", "m -> y", ("approximate", "tanh")).AgreesWithOnnxRuntime();

    [Theory]
    [InlineData("LeakyRelu", "alpha", 0.3f)]
    [InlineData("Elu", "alpha", 1.7f)]
    [InlineData("Celu", "alpha", 0.6f)]
    [InlineData("HardSigmoid", "alpha", 0.4f)]
    public void Functions_honour_their_attributes(string type, string name, float value) =>
        Dense().Node(type, "m -> y", (name, value)).AgreesWithOnnxRuntime();

    [Theory]
    [InlineData("Log")]
    [InlineData("Sqrt")]
    [InlineData("Reciprocal")]
    public void Functions_of_positive_numbers_agree(string type) =>
        new GraphBuilder().Input("x", 1, 6).Output("y").Node(type, "x -> y").AgreesWithOnnxRuntime(0.5, 4);

    [Fact]
    public void Relu_is_a_clamp_in_the_layer_before_it()
    {
        var model = Dense().Node("Relu", "m -> y").AgreesWithOnnxRuntime();
        Assert.Equal((ActivationKind.Clamp, 0), (model.Layers[0].Activation.Kind, model.Layers[0].Activation.Lower));
    }

    [Theory]
    [InlineData("m lo hi -> y", -0.5, 1.5)]
    [InlineData("m lo _ -> y", -0.5, double.PositiveInfinity)]
    [InlineData("m _ hi -> y", double.NegativeInfinity, 1.5)]
    [InlineData("m -> y", double.NegativeInfinity, double.PositiveInfinity)]
    public void Clip_takes_its_bounds_from_inputs_since_opset_11(string wiring, double lower, double upper)
    {
        var model = Dense().Scalar("lo", -0.5f).Scalar("hi", 1.5f).Node("Clip", wiring).AgreesWithOnnxRuntime();
        Assert.Equal((lower, upper), (model.Layers[0].Activation.Lower, model.Layers[0].Activation.Upper));
    }

    [Fact]
    public void Clip_takes_its_bounds_from_attributes_before()
    {
        var model = Dense(opset: 7).Node("Clip", "m -> y", ("min", -0.5f), ("max", 1.5f)).AgreesWithOnnxRuntime();
        Assert.Equal((-0.5, 1.5), (model.Layers[0].Activation.Lower, model.Layers[0].Activation.Upper));
    }

    [Fact]
    public void Swish_from_two_operators_is_one_curve()
    {
        var model = Dense().Node("Sigmoid", "m -> s").Node("Mul", "m s -> y").AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
        Assert.Equal(ActivationKind.Curve, model.Layers[0].Activation.Kind);
    }

    [Fact]
    public void Gelu_from_five_operators_is_one_curve()
    {
        var model = Dense().Scalar("root", 1.4142135f).Scalar("one", 1).Scalar("half", 0.5f)
            .Node("Div", "m root -> a").Node("Erf", "a -> e").Node("Add", "e one -> p").Node("Mul", "m p -> q").Node("Mul", "q half -> y")
            .AgreesWithOnnxRuntime();
        Assert.Single(model.Layers);
    }

    [Fact]
    public void An_activation_on_the_input_gets_a_layer_of_its_own()
    {
        var model = new GraphBuilder().Input("x", 1, 4).Output("y").Node("Relu", "x -> y").AgreesWithOnnxRuntime();
        Assert.Equal((4, 4), (model.Layers[0].Rows, model.Layers[0].Inner));
    }

    [Fact]
    public void Constants_of_powers_and_extremes_are_functions()
    {
        Dense().Scalar("two", 2).Node("Pow", "m two -> y").AgreesWithOnnxRuntime();
        Dense().Scalar("c", 0.25f).Node("Max", "m c -> y").AgreesWithOnnxRuntime();
        Dense().Scalar("c", 0.25f).Node("Min", "c m -> y").AgreesWithOnnxRuntime();
        Dense().Floats("c", [1], 0.25f).Node("PRelu", "m c -> y").AgreesWithOnnxRuntime();
    }
}
