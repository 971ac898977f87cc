// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx.Tests;

public sealed class InspectionTests
{
    [Fact]
    public void Every_problem_is_listed_at_once()
    {
        var graph = new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3).Output("y").Output("z")
            .Node("MatMul", "x w -> m").Node("Softmax", "m -> s").Node("Relu", "s -> y").Node("TopK", "m -> z");
        var inspection = OnnxModel.Inspect(graph.Bytes, "test.onnx");
        Assert.False(inspection.Supported);
        Assert.Equal([true, false, true, false], inspection.Nodes.Select(node => node.Supported));
        Assert.Equal(["MatMul", "Softmax", "Relu", "TopK"], inspection.Nodes.Select(node => node.Op));
        Assert.NotNull(inspection.Nodes[1].Reason);
        Assert.Contains("not checked", inspection.Nodes[2].Reason!, StringComparison.Ordinal);
        Assert.Equal(2, inspection.Problems.Count);
    }

    [Fact]
    public void A_supported_model_is_counted()
    {
        var inspection = OnnxModel.Inspect(Repository.Model("digits"));
        Assert.True(inspection.Supported);
        Assert.Equal(3610, inspection.Parameters);
        Assert.Equal(64 * 48 + 48 * 10, inspection.Macs);
        Assert.Equal(("image", "float"), (inspection.Inputs[0].Name, inspection.Inputs[0].ElementType));
        Assert.Equal([1, 10], inspection.Outputs[0].Shape);
        Assert.Empty(inspection.Problems);
    }

    [Fact]
    public void The_division_of_the_pixels_is_folded_into_the_first_layer()
    {
        var model = OnnxModel.Import(Repository.Model("digits-tanh"));
        Assert.Equal([24, 16, 10], model.Layers.Select(layer => layer.Rows));
        Assert.Equal(["Tanh", "Sigmoid", "Identity"], model.Layers.Select(layer => layer.Activation.Name));
    }

    [Fact]
    public void The_same_file_has_the_same_digest() =>
        Assert.Equal(OnnxModel.Import(Repository.Model("digits")).SourceDigest, OnnxModel.Import(Repository.Model("digits")).SourceDigest);
}
