// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Operators that keep every entry and its place: Flatten, Reshape, Identity, Cast, Constant and their kin.</summary>
internal static class LayoutOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Identity"] = node => [node.Required(0)];
        table["Dropout"] = Dropout;
        table["Cast"] = Cast;
        table["Constant"] = Constant;
        table["ConstantOfShape"] = ConstantOfShape;
        table["Shape"] = Shape;
        table["Flatten"] = Flatten;
        table["Reshape"] = Reshape;
        table["Squeeze"] = Squeeze;
        table["Unsqueeze"] = Unsqueeze;
    }

    private static IReadOnlyList<TensorValue> Dropout(OperatorContext node)
    {
        node.Attributes.Ignore("ratio", "seed");
        var training = node.OptionalConstant(2, "training_mode");
        if (training is not null && training.Values.Any(value => value != 0))
        {
            throw node.Name.Unsupported("training mode is not supported");
        }
        if (node.Outputs > 1)
        {
            throw node.Name.Unsupported("its mask is not supported");
        }
        return [node.Required(0)];
    }

    private static IReadOnlyList<TensorValue> Cast(OperatorContext node)
    {
        var to = (int)node.Attributes.Int("to", 0);
        node.Attributes.Ignore("saturate", "round_mode"); // only for 8-bit floats
        const int Float = 1, Int32 = 6, Int64 = 7, Double = 11;
        switch (node.Required(0))
        {
            case ConstantValue constant when to is Float or Double:
                return [new ConstantValue(constant.Values, constant.Shape, isInteger: false)];
            case ConstantValue constant when to is Int32 or Int64:
                return [new ConstantValue([.. constant.Values.Select(Math.Truncate)], constant.Shape, isInteger: true)];
            case RuntimeValue value when to is Float or Double:
                return [value];
            default:
                throw node.Name.Unsupported($"a cast to {TensorReader.TypeName(to)} is not supported; a cast to float32 is");
        }
    }

    private static IReadOnlyList<TensorValue> Constant(OperatorContext node)
    {
        var a = node.Attributes;
        if (a.Tensor("value") is { } tensor)
        {
            return [TensorReader.Read(tensor, node.Name.Name, node.Name.File)];
        }
        if (a.Has("value_float"))
        {
            return [Values.Constant(node, [a.Float("value_float", 0)], [], isInteger: false)];
        }
        if (a.Has("value_int"))
        {
            return [new ConstantValue([a.Int("value_int", 0)], [], isInteger: true)];
        }
        if (a.Floats("value_floats") is { } floats)
        {
            return [Values.Constant(node, [.. floats.Select(value => (double)value)], [floats.Length], isInteger: false)];
        }
        if (a.Ints("value_ints") is { } ints)
        {
            return [new ConstantValue([.. ints.Select(value => (double)value)], [ints.Length], isInteger: true)];
        }
        throw node.Name.Unsupported("only numeric constants are supported");
    }

    private static IReadOnlyList<TensorValue> ConstantOfShape(OperatorContext node)
    {
        var shape = node.Checked(node.OptionalIntegers(0, "the shape") ?? []);
        var value = node.Attributes.Tensor("value") is { } tensor
            ? TensorReader.Read(tensor, node.Name.Name, node.Name.File)
            : new ConstantValue([0], [1], isInteger: false);
        if (value.Size != 1)
        {
            throw node.Name.Invalid("its value is not a single number");
        }
        var values = new double[Shapes.Size(shape)];
        Array.Fill(values, value.Values[0]);
        return [new ConstantValue(values, shape, value.IsInteger)];
    }

    private static IReadOnlyList<TensorValue> Shape(OperatorContext node)
    {
        var shape = node.Required(0).Shape;
        var start = (int)Math.Clamp(FromEnd(node.Attributes.Int("start", 0), shape.Length), 0, shape.Length);
        var end = (int)Math.Clamp(FromEnd(node.Attributes.Int("end", shape.Length), shape.Length), start, shape.Length);
        var part = shape[start..end];
        return [new ConstantValue([.. part.Select(d => (double)d)], [part.Length], isInteger: true)];
    }

    private static long FromEnd(long index, int count) => index < 0 ? index + count : index;

    private static IReadOnlyList<TensorValue> Flatten(OperatorContext node)
    {
        var x = node.Required(0);
        var axis = node.Attributes.Int("axis", 1);
        var split = axis == x.Shape.Length ? x.Shape.Length : node.Axis(axis, x.Shape.Length);
        return [x.Reshaped([Shapes.Size(x.Shape[..split]), Shapes.Size(x.Shape[split..])])];
    }

    private static IReadOnlyList<TensorValue> Reshape(OperatorContext node)
    {
        var x = node.Required(0);
        node.RequiredConstant(1, "the new shape");
        var wanted = node.OptionalIntegers(1, "the new shape")!;
        var zeroIsZero = node.Attributes.Flag("allowzero");
        var shape = new long[wanted.Length];
        var inferred = -1;
        for (var d = 0; d < wanted.Length; d++)
        {
            if (wanted[d] == 0 && !zeroIsZero && d >= x.Shape.Length)
            {
                throw node.Name.Invalid($"dimension {d} is to be copied, but the input has rank {x.Shape.Length}");
            }
            if (wanted[d] < -1 || (wanted[d] == -1 && inferred >= 0))
            {
                throw node.Name.Invalid($"the new shape [{string.Join(", ", wanted)}] is not a shape");
            }
            inferred = wanted[d] == -1 ? d : inferred;
            shape[d] = wanted[d] == 0 && !zeroIsZero ? x.Shape[d] : wanted[d];
        }
        if (inferred >= 0)
        {
            shape[inferred] = 1;
            var rest = node.Checked(shape).Aggregate(1, (a, b) => a * b);
            shape[inferred] = x.Size % rest == 0 ? x.Size / rest : throw node.Name.Invalid(
                $"{Shapes.Text(x.Shape)} has {x.Size} entries and cannot become [{string.Join(", ", wanted)}]");
        }
        var result = node.Checked(shape);
        return Shapes.Size(result) == x.Size
            ? [x.Reshaped(result)]
            : throw node.Name.Invalid(
                $"{Shapes.Text(x.Shape)} has {x.Size} entries and cannot become [{string.Join(", ", wanted)}]");
    }

    private static IReadOnlyList<TensorValue> Squeeze(OperatorContext node)
    {
        var x = node.Required(0);
        var axes = (node.Attributes.Ints("axes") ?? node.OptionalIntegers(1, "axes"))?
            .Select(axis => node.Axis(axis, x.Shape.Length)).ToHashSet();
        if (axes is not null && axes.Any(axis => x.Shape[axis] != 1))
        {
            throw node.Name.Invalid($"an axis to squeeze of {Shapes.Text(x.Shape)} is not 1");
        }
        return [x.Reshaped([.. x.Shape.Where((n, d) => axes is null ? n != 1 : !axes.Contains(d))])];
    }

    private static IReadOnlyList<TensorValue> Unsqueeze(OperatorContext node)
    {
        var x = node.Required(0);
        var wanted = node.Attributes.Ints("axes") ?? node.OptionalIntegers(1, "axes")
            ?? throw node.Name.Invalid("its axes are missing");
        var rank = x.Shape.Length + wanted.Length;
        var axes = wanted.Select(axis => node.Axis(axis, rank)).ToHashSet();
        if (axes.Count != wanted.Length)
        {
            throw node.Name.Invalid("an axis is given twice");
        }
        var old = 0;
        return [x.Reshaped([.. Enumerable.Range(0, rank).Select(d => axes.Contains(d) ? 1 : x.Shape[old++])])];
    }
}
