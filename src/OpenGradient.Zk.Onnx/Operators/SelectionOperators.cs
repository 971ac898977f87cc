// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Operators that move, drop or repeat entries. They cost nothing: the next layer's columns are permuted.</summary>
internal static class SelectionOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Transpose"] = Transpose;
        table["Slice"] = Slice;
        table["Split"] = Split;
        table["Gather"] = Gather;
        table["Expand"] = Expand;
        table["Concat"] = Concat;
    }

    private static IReadOnlyList<TensorValue> Transpose(OperatorContext node)
    {
        var x = node.Required(0);
        var rank = x.Shape.Length;
        var order = (node.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(d => (long)d)])
            .Select(axis => node.Axis(axis, rank)).ToArray();
        if (order.Length != rank || order.Distinct().Count() != rank)
        {
            throw node.Name.Invalid($"perm is not an order of {rank} axes");
        }
        var strides = Shapes.Strides(x.Shape);
        int[] shape = [.. order.Select(d => x.Shape[d])];
        return [x.Selected(Shapes.StridedMap(shape, [.. order.Select(d => strides[d])], 0), shape)];
    }

    private static IReadOnlyList<TensorValue> Slice(OperatorContext node)
    {
        var x = node.Required(0);
        var rank = x.Shape.Length;
        var starts = node.Attributes.Ints("starts") ?? node.OptionalIntegers(1, "starts") ?? throw node.Name.Invalid("starts is missing");
        var ends = node.Attributes.Ints("ends") ?? node.OptionalIntegers(2, "ends") ?? throw node.Name.Invalid("ends is missing");
        var axes = node.Attributes.Ints("axes") ?? node.OptionalIntegers(3, "axes") ?? [.. Enumerable.Range(0, starts.Length)];
        var steps = node.OptionalIntegers(4, "steps") ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw node.Name.Invalid("starts, ends, axes and steps differ in length");
        }
        var strides = Shapes.Strides(x.Shape);
        var shape = (int[])x.Shape.Clone();
        var first = 0;
        for (var j = 0; j < axes.Length; j++)
        {
            var (d, n) = (node.Axis(axes[j], rank), (long)x.Shape[node.Axis(axes[j], rank)]);
            var step = steps[j] is 0 or < int.MinValue or > int.MaxValue
                ? throw node.Name.Invalid($"the step {steps[j]} is not usable") : steps[j];
            var (low, high) = step > 0 ? (0L, n) : (-1L, n - 1);
            var start = Math.Clamp(starts[j] < 0 ? Math.Max(starts[j], -n - 1) + n : starts[j], step > 0 ? 0 : -1, high);
            var end = Math.Clamp(ends[j] < 0 ? Math.Max(ends[j], -n - 1) + n : ends[j], low, high);
            var count = Math.Max(0, (end - start + step - Math.Sign(step)) / step);
            if (count == 0 || start < 0)
            {
                throw node.Name.Unsupported("its result is empty");
            }
            first += (int)start * strides[d];
            strides[d] *= (int)step;
            shape[d] = (int)count;
        }
        return [x.Selected(Shapes.StridedMap(shape, strides, first), shape)];
    }

    private static List<TensorValue> Split(OperatorContext node)
    {
        var x = node.Required(0);
        var axis = node.Axis(node.Attributes.Int("axis", 0), x.Shape.Length);
        var parts = (int)node.Attributes.Int("num_outputs", node.Outputs);
        var equal = (x.Shape[axis] + parts - 1) / Math.Max(parts, 1);
        var sizes = node.Attributes.Ints("split") ?? node.OptionalIntegers(1, "split")
            ?? [.. Enumerable.Range(0, parts).Select(i => (long)Math.Min(equal, x.Shape[axis] - i * equal))];
        if (sizes.Any(size => size == 0))
        {
            throw node.Name.Unsupported("one of its parts is empty");
        }
        if (sizes.Any(size => size < 0) || sizes.Sum() != x.Shape[axis])
        {
            throw node.Name.Invalid($"the parts [{string.Join(", ", sizes)}] do not sum to {x.Shape[axis]}");
        }
        var strides = Shapes.Strides(x.Shape);
        var results = new List<TensorValue>();
        var start = 0;
        foreach (var size in sizes)
        {
            var shape = (int[])x.Shape.Clone();
            shape[axis] = (int)size;
            results.Add(x.Selected(Shapes.StridedMap(shape, strides, start * strides[axis]), shape));
            start += (int)size;
        }
        return results;
    }

    private static IReadOnlyList<TensorValue> Gather(OperatorContext node)
    {
        var x = node.Required(0);
        var indices = node.RequiredConstant(1, "the index");
        var picks = node.OptionalIntegers(1, "the index")!;
        var axis = node.Axis(node.Attributes.Int("axis", 0), x.Shape.Length);
        var n = x.Shape[axis];
        if (picks.Any(pick => pick < -n || pick >= n))
        {
            throw node.Name.Invalid($"an index lies outside of the {n} entries of axis {axis}");
        }
        var shape = node.Checked([
            .. x.Shape[..axis].Select(d => (long)d), .. indices.Shape.Select(d => (long)d), .. x.Shape[(axis + 1)..].Select(d => (long)d)]);
        var (outer, inner) = (Shapes.Size(x.Shape[..axis]), Shapes.Size(x.Shape[(axis + 1)..]));
        var map = new int[Shapes.Size(shape)];
        var at = 0;
        for (var o = 0; o < outer; o++)
        {
            foreach (var pick in picks)
            {
                for (var i = 0; i < inner; i++)
                {
                    map[at++] = (o * n + (int)(pick < 0 ? pick + n : pick)) * inner + i;
                }
            }
        }
        return [x.Selected(map, shape)];
    }

    private static IReadOnlyList<TensorValue> Expand(OperatorContext node)
    {
        var x = node.Required(0);
        node.RequiredConstant(1, "the shape");
        var wanted = node.Checked(node.OptionalIntegers(1, "the shape")!);
        var shape = Shapes.Broadcast(x.Shape, wanted)
            ?? throw node.Name.Invalid($"{Shapes.Text(x.Shape)} does not broadcast to {Shapes.Text(wanted)}");
        shape = node.Checked(shape.Select(d => (long)d));
        return [x.Selected(Shapes.BroadcastMap(x.Shape, shape), shape)];
    }

    private static IReadOnlyList<TensorValue> Concat(OperatorContext node)
    {
        var parts = Enumerable.Range(0, node.InputCount).Select(node.Required).ToArray();
        if (parts.Length == 0 || !node.Attributes.Has("axis"))
        {
            throw node.Name.Invalid("its inputs or its axis are missing");
        }
        var axis = node.Axis(node.Attributes.Int("axis", 0), parts[0].Shape.Length);
        var shape = parts[0].Shape.Select(d => (long)d).ToArray();
        shape[axis] = parts.Sum(part => part.Shape.Length == shape.Length ? part.Shape[axis] : 0L);
        var whole = node.Checked(shape);
        if (parts.Any(p => p.Shape.Length != shape.Length || p.Shape.Where((n, d) => d != axis && n != whole[d]).Any()))
        {
            throw node.Name.Invalid("the shapes of its inputs differ outside of the axis");
        }
        // All parts stacked one after the other, then picked in the order of the result.
        var strides = Shapes.Strides(whole);
        var map = new int[Shapes.Size(whole)];
        int stacked = 0, start = 0;
        foreach (var part in parts)
        {
            foreach (var target in Shapes.StridedMap(part.Shape, strides, start * strides[axis]))
            {
                map[target] = stacked++;
            }
            start += part.Shape[axis];
        }
        return [Stack(node, parts).Selected(map, whole)];
    }

    private static TensorValue Stack(OperatorContext node, TensorValue[] parts)
    {
        if (parts.Length == 1)
        {
            return parts[0];
        }
        if (parts.All(part => part is ConstantValue))
        {
            var constants = parts.Cast<ConstantValue>().ToArray();
            double[] values = [.. constants.SelectMany(constant => constant.Values)];
            return new ConstantValue(values, [values.Length], constants.All(constant => constant.IsInteger));
        }
        if (parts.OfType<RuntimeValue>().FirstOrDefault() is not { } x
            || parts.Any(p => p is not RuntimeValue y || y.Base != x.Base || (!ReferenceEquals(y.Activation, x.Activation) && !(y.IsAffine && x.IsAffine))))
        {
            throw node.Name.Unsupported("it joins values that come from different layers");
        }
        var forms = parts.Cast<RuntimeValue>().Select(part => part.Form).ToArray();
        var rows = forms.Sum(form => form.Rows);
        if (forms.All(form => form is SelectionForm))
        {
            var picks = forms.Cast<SelectionForm>().ToArray();
            return new RuntimeValue(x.Base, new SelectionForm(
                [.. picks.SelectMany(p => p.Map)], [.. picks.SelectMany(p => p.Scale)], [.. picks.SelectMany(p => p.Offset)]),
                x.Activation, [rows], node.Name.Name);
        }
        var inner = node.Layers.SizeOf(x.Base);
        Values.RequireMatrix(node, rows, inner);
        var dense = forms.Select(form => form.ToDense(inner)).ToArray();
        return new RuntimeValue(x.Base, new DenseForm(
            rows, inner, [.. dense.SelectMany(d => d.Weights)], [.. dense.SelectMany(d => d.Bias)]),
            x.Activation, [rows], node.Name.Name);
    }
}
