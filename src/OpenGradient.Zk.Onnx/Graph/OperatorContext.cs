// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Everything an operator's importer may look at: inputs, attributes, opset.</summary>
internal sealed class OperatorContext(
    OperatorName name, int opset, IReadOnlyList<TensorValue?> inputs, Attributes attributes, int outputs, LayerBuilder layers)
{
    public OperatorName Name { get; } = name;

    /// <summary>The version of the default operator set.</summary>
    public int Opset { get; } = opset;

    public Attributes Attributes { get; } = attributes;

    /// <summary>How many outputs the node names, counting trailing ones that someone reads.</summary>
    public int Outputs { get; } = outputs;

    public LayerBuilder Layers { get; } = layers;

    public int InputCount => inputs.Count;

    public TensorValue? Optional(int index) => index < inputs.Count ? inputs[index] : null;

    /// <exception cref="InvalidModelException">The input is missing.</exception>
    public TensorValue Required(int index) => Optional(index) ?? throw Name.Invalid($"input {index} is missing");

    public ConstantValue? OptionalConstant(int index, string what) => Optional(index) switch
    {
        null => null,
        ConstantValue constant => constant,
        _ => throw Name.Unsupported($"{what} must be a constant, but it is computed at run time"),
    };

    public ConstantValue RequiredConstant(int index, string what)
    {
        Required(index);
        return OptionalConstant(index, what)!;
    }

    /// <summary>The input as integers (axes, shapes, indices).</summary>
    public long[]? OptionalIntegers(int index, string what)
    {
        var constant = OptionalConstant(index, what);
        if (constant is { IsInteger: false })
        {
            throw Name.Invalid($"{what} must be integers");
        }
        return constant?.Values.Select(value => (long)value).ToArray();
    }

    /// <summary>An axis in [0, rank), counting negative ones from the end.</summary>
    public int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank)
        {
            throw Name.Invalid($"axis {axis} does not exist in a tensor of rank {rank}");
        }
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>A shape whose number of entries can be handled.</summary>
    public int[] Checked(IEnumerable<long> shape)
    {
        var dimensions = shape.ToArray();
        if (dimensions.Any(d => d is < 1 or > Shapes.MaxEntries) || Shapes.Size([.. dimensions.Select(d => (int)d)]) < 1)
        {
            throw Name.Unsupported(
                $"a tensor of shape [{string.Join(", ", dimensions)}] is empty or has more than {Shapes.MaxEntries} entries");
        }
        return [.. dimensions.Select(d => (int)d)];
    }
}
