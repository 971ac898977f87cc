// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;
using OpenGradient.Zk.Quantization;
using Type = OpenGradient.Zk.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace OpenGradient.Zk.Onnx.Tests;

/// <summary>Writes small ONNX graphs; weights are seeded random numbers.</summary>
internal sealed class GraphBuilder
{
    private readonly Random _random = new(1);

    public GraphBuilder(int opset = 13)
    {
        Message = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "test" } };
        Message.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
    }

    public ModelProto Message { get; }

    public byte[] Bytes => Message.ToByteArray();

    public GraphBuilder Input(string name, params int[] shape) => TypedInput(name, 1, [.. shape.Select(d => (object)d)]);

    public GraphBuilder TypedInput(string name, int elementType, params object[] shape)
    {
        Message.Graph.Input.Add(Info(name, elementType, shape));
        return this;
    }

    public GraphBuilder Output(string name)
    {
        Message.Graph.Output.Add(new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } },
        });
        return this;
    }

    public GraphBuilder Weights(string name, params int[] shape) =>
        Floats(name, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(_random.NextDouble() * 2 - 1))]);

    public GraphBuilder Positive(string name, params int[] shape) =>
        Floats(name, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(_random.NextDouble() + 0.5))]);

    public GraphBuilder Scalar(string name, float value) => Floats(name, [], value);

    public GraphBuilder Floats(string name, int[] shape, params float[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = 1 };
        tensor.Dims.AddRange(shape.Select(d => (long)d));
        tensor.FloatData.AddRange(values);
        Message.Graph.Initializer.Add(tensor);
        return this;
    }

    public GraphBuilder Integers(string name, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = 7 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        Message.Graph.Initializer.Add(tensor);
        return this;
    }

    /// <param name="wiring">"x w b -> y"; "_" is an input left out.</param>
    /// <param name="type">The operator.</param>
    /// <param name="attributes">int, float, string, int[] or float[].</param>
    public GraphBuilder Node(string type, string wiring, params (string Name, object Value)[] attributes)
    {
        var sides = wiring.Split("->");
        var outputs = sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var node = new NodeProto { OpType = type, Name = "node_" + outputs[0] };
        node.Input.AddRange(sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(i => i == "_" ? "" : i));
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes.Select(a => Attribute(a.Name, a.Value)));
        Message.Graph.Node.Add(node);
        return this;
    }

    public Model Import() => OnnxModel.Import(Bytes, "test.onnx");

    /// <summary>Asserts that the imported model computes what ONNX Runtime computes, on random inputs.</summary>
    public Model AgreesWithOnnxRuntime(double lower = -2, double upper = 2)
    {
        var model = Import();
        using var reference = new FloatReference(model, Bytes, "test.onnx");
        for (var round = 0; round < 3; round++)
        {
            double[][] sample = [.. model.Inputs.Select(input => Enumerable.Range(0, input.Size)
                .Select(_ => (double)(float)(lower + (upper - lower) * _random.NextDouble())).ToArray())];
            var expected = reference.Run(sample);
            var (values, _) = FloatEvaluator.Evaluate(model, sample);
            for (var o = 0; o < expected.Length; o++)
            {
                var actual = values[model.Outputs[o].Value];
                Assert.Equal(expected[o].Length, actual.Length);
                Assert.All(expected[o].Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * Math.Max(1, Math.Abs(pair.First))));
            }
        }
        return model;
    }

    private static ValueInfoProto Info(string name, int elementType, object[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.AddRange(shape.Select(d => d is int size
            ? new TensorShapeProto.Types.Dimension { DimValue = size }
            : new TensorShapeProto.Types.Dimension { DimParam = (string)d }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = elementType, Shape = dimensions } },
        };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int i: (attribute.Type, attribute.I) = (Type.Int, i); break;
            case float f: (attribute.Type, attribute.F) = (Type.Float, f); break;
            case string s: (attribute.Type, attribute.S) = (Type.String, ByteString.CopyFromUtf8(s)); break;
            case int[] ints: attribute.Type = Type.Ints; attribute.Ints.AddRange(ints.Select(i => (long)i)); break;
            case float[] floats: attribute.Type = Type.Floats; attribute.Floats.AddRange(floats); break;
            case TensorProto tensor: (attribute.Type, attribute.T) = (Type.Tensor, tensor); break;
            default: throw new ArgumentException("not an attribute", nameof(value));
        }
        return attribute;
    }
}
