// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;

namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>What is not proven is refused by name, and hostile bytes never do anything but that.</summary>
public sealed class RefusalTests
{
    private static GraphBuilder Dense(int opset = 13) =>
        new GraphBuilder(opset).Input("x", 1, 4).Weights("w", 4, 3).Output("y").Node("MatMul", "x w -> m");

    private static UnsupportedModelException Unsupported(GraphBuilder graph) =>
        Assert.Throws<UnsupportedModelException>(() => graph.Import());

    private static InvalidModelException Invalid(GraphBuilder graph) =>
        Assert.Throws<InvalidModelException>(() => graph.Import());

    [Fact]
    public void Unsupported_operator_is_refused_with_its_node_name()
    {
        var error = Unsupported(Dense().Node("Softmax", "m -> y"));
        Assert.Equal(("node_y", "Softmax"), (error.Node, error.OperatorType));
        Assert.Contains("logits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_of_another_domain_are_refused()
    {
        var graph = Dense().Node("Relu", "m -> y");
        graph.Message.Graph.Node[1].Domain = "com.example";
        Assert.Contains("com.example", Unsupported(graph).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gemm", "x w -> y", "transA", 1)]
    [InlineData("Relu", "x -> y", "surprise", 3)]
    [InlineData("Dropout", "x -> y", "surprise", 3)]
    public void An_attribute_that_is_not_understood_is_refused(string type, string wiring, string name, int value) =>
        Assert.Contains(name, Unsupported(new GraphBuilder().Input("x", 1, 4).Weights("w", 4, 3).Output("y")
            .Node(type, wiring, (name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(6)]
    [InlineData(24)]
    public void Another_operator_set_is_refused(int opset) =>
        Assert.Contains($"operator set {opset}", Unsupported(Dense(opset).Node("Relu", "m -> y")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(7, "int64")]
    [InlineData(10, "float16")]
    [InlineData(99, "number 99")]
    public void Inputs_of_other_types_are_refused(int type, string name) =>
        Assert.Contains(name, Unsupported(new GraphBuilder().TypedInput("x", type, 1, 4).Output("y").Node("Relu", "x -> y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_the_batch_may_be_open()
    {
        Assert.Equal([1, 4], new GraphBuilder().TypedInput("x", 1, "N", 4).Output("y").Node("Relu", "x -> y").Import().Inputs[0].Shape);
        Unsupported(new GraphBuilder().TypedInput("x", 1, 1, "length").Output("y").Node("Relu", "x -> y"));
    }

    [Fact]
    public void Two_layers_are_not_combined_into_something_else()
    {
        var error = Unsupported(Dense().Weights("v", 3, 3).Node("Relu", "m -> h").Node("MatMul", "h v -> r").Node("Tanh", "r -> t")
            .Node("Add", "h t -> y"));
        Assert.Equal("Add", error.OperatorType);
    }

    [Fact]
    public void An_input_that_no_output_depends_on_is_refused() =>
        Assert.Equal("spare", Unsupported(Dense().Input("spare", 1, 2).Node("Relu", "m -> y")).Node);

    [Fact]
    public void A_product_of_run_time_values_is_refused() =>
        Unsupported(new GraphBuilder().Input("x", 4, 4).Output("y").Node("MatMul", "x x -> y"));

    [Theory]
    [InlineData("Floor")]
    [InlineData("Sign")]
    [InlineData("Round")]
    public void Functions_that_jump_are_refused(string type) =>
        Assert.Contains("jumps", Unsupported(Dense().Node(type, "m -> y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Training_is_refused()
    {
        var flag = new TensorProto { Name = "training", DataType = 9 };
        flag.Int32Data.Add(1);
        var graph = Dense().Node("Dropout", "m _ training -> y");
        graph.Message.Graph.Initializer.Add(flag);
        Assert.Contains("training", Unsupported(graph).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void External_data_is_refused_and_not_opened()
    {
        var graph = Dense().Node("Relu", "m -> y");
        var tensor = graph.Message.Graph.Initializer[0];
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });
        Assert.Contains("another file", Unsupported(graph).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_would_be_too_large_is_refused_before_it_is_built() =>
        Assert.Contains("limit", Unsupported(new GraphBuilder().Input("x", 1, 65536).Output("y").Node("Relu", "x -> y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Huge_dimensions_are_refused_before_memory_is_taken()
    {
        var graph = Dense().Node("Relu", "m -> y");
        graph.Message.Graph.Initializer[0].Dims.Clear();
        graph.Message.Graph.Initializer[0].Dims.AddRange([1L << 31, 1L << 31]);
        Invalid(graph);
        graph.Message.Graph.Initializer[0].Dims.Clear();
        graph.Message.Graph.Initializer[0].Dims.AddRange([1 << 20, 1 << 20]);
        Invalid(graph);
        Unsupported(new GraphBuilder().Input("x", 65536, 65536, 65536).Output("y").Node("Relu", "x -> y"));
        Unsupported(Dense().Integers("shape", 65536, 65536, 65536, 65536).Node("Expand", "m shape -> y"));
    }

    [Fact]
    public void Contradictions_are_invalid()
    {
        Invalid(new GraphBuilder().Input("x", 1, 5).Weights("w", 4, 3).Output("y").Node("MatMul", "x w -> y")); // inner dimensions
        Invalid(Dense().Node("Add", "m later -> y").Node("Relu", "m -> later")); // order
        Invalid(Dense().Node("Relu", "y -> y")); // cycle
        Invalid(Dense().Node("Relu", "m -> m")); // defined twice
        Invalid(Dense().Integers("shape", 7, -1).Node("Reshape", "m shape -> y"));
        Invalid(Dense().Integers("shape", -1, -1).Node("Reshape", "m shape -> y"));
        Invalid(Dense().Scalar("zero", 0).Node("Div", "m zero -> y"));
        Invalid(Dense().Integers("picks", 99).Node("Gather", "m picks -> y", ("axis", 1)));
        Invalid(Dense().Node("Relu", "m -> z")); // nothing computes the output
        Invalid(Dense().Floats("bad", [3], 1, float.NaN, 2).Node("Add", "m bad -> y"));
    }

    [Fact]
    public void Every_truncation_of_a_model_is_refused_in_words()
    {
        var bytes = Dense().Weights("v", 3, 2).Node("Relu", "m -> h").Node("MatMul", "h v -> y").Bytes;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.ThrowsAny<ZkException>(() => OnnxModel.Import(bytes.AsMemory(0, length), "cut.onnx"));
        }
    }

    [Fact]
    public void No_changed_byte_does_more_than_change_the_answer()
    {
        var bytes = Dense().Weights("v", 3, 2).Node("Relu", "m -> h").Node("Gemm", "h v -> y", ("alpha", 2f)).Bytes;
        var random = new Random(3);
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])bytes.Clone();
            for (var i = 0; i <= round % 3; i++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }
            try
            {
                OnnxModel.Import(changed, "changed.onnx");
            }
            catch (ZkException)
            {
                // A sentence is the other allowed answer.
            }
        }
    }

    [Fact]
    public void Deep_nesting_is_refused_without_a_stack_overflow()
    {
        var graph = new GraphProto { Name = "leaf" };
        for (var depth = 0; depth < 5000; depth++)
        {
            var node = new NodeProto { OpType = "If" };
            node.Attribute.Add(new AttributeProto { Name = "then_branch", G = graph });
            graph = new GraphProto { Name = "level" };
            graph.Node.Add(node);
            if (depth % 50 == 49)
            {
                // Written level by level: the writer recurses as well.
                break;
            }
        }
        byte[] bytes = graph.ToByteArray();
        for (var depth = 0; depth < 2000; depth++)
        {
            bytes = Wrap(bytes);
        }
        Assert.Throws<InvalidModelException>(() => OnnxModel.Import(Field(7, bytes), "deep.onnx"));
    }

    [Fact]
    public void A_missing_file_is_a_sentence() =>
        Assert.Contains("no such file", Assert.Throws<InvalidModelException>(() => OnnxModel.Import("does-not-exist.onnx")).Message, StringComparison.Ordinal);

    // graph -> node (1) -> attribute (5) -> g (6)
    private static byte[] Wrap(byte[] graph) => Field(1, Field(5, Field(6, graph)));

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }
        return stream.ToArray();
    }
}
