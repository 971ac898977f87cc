// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Add, Sub, Mul, Div, Pow, Max and Min with a constant, and of two values that read the same layer.</summary>
internal static class ArithmeticOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Add"] = node => Binary(node, (a, b) => a + b);
        table["Sub"] = node => Binary(node, (a, b) => a - b);
        table["Mul"] = node => Binary(node, (a, b) => a * b);
        table["Div"] = node => Binary(node, (a, b) => a / b);
        table["Pow"] = node => Binary(node, Math.Pow);
        table["Max"] = node => Variadic(node, Math.Max);
        table["Min"] = node => Variadic(node, Math.Min);
    }

    private static IReadOnlyList<TensorValue> Variadic(OperatorContext node, Func<double, double, double> f)
    {
        var result = node.Required(0);
        for (var i = 1; i < node.InputCount; i++)
        {
            result = Combine(node, result, node.Required(i), f);
        }
        return [result];
    }

    private static IReadOnlyList<TensorValue> Binary(OperatorContext node, Func<double, double, double> f)
    {
        node.Attributes.Ignore("axis", "broadcast"); // opset 6 and below, which is refused
        return [Combine(node, node.Required(0), node.Required(1), f)];
    }

    private static TensorValue Combine(OperatorContext node, TensorValue a, TensorValue b, Func<double, double, double> f)
    {
        var shape = Shapes.Broadcast(a.Shape, b.Shape) ?? throw node.Name.Invalid(
            $"shapes {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} do not broadcast");
        shape = node.Checked(shape.Select(d => (long)d));
        (a, b) = (Spread(a, shape), Spread(b, shape));
        return (a, b) switch
        {
            (ConstantValue p, ConstantValue q) => Fold(node, p, q, f),
            (RuntimeValue x, ConstantValue c) => WithConstant(node, x, c.Values, (v, k) => f(v, k)),
            (ConstantValue c, RuntimeValue x) => WithConstant(node, x, c.Values, (v, k) => f(k, v)),
            (RuntimeValue x, RuntimeValue y) => OfTwo(node, x, y, f),
            _ => new UnknownValue(),
        };
    }

    private static TensorValue Spread(TensorValue x, int[] shape) =>
        x.Shape.SequenceEqual(shape) ? x : x.Selected(Shapes.BroadcastMap(x.Shape, shape), shape);

    private static ConstantValue Fold(OperatorContext node, ConstantValue a, ConstantValue b, Func<double, double, double> f)
    {
        var isInteger = a.IsInteger && b.IsInteger;
        double At(int i)
        {
            var value = f(a.Values[i], b.Values[i]);
            return isInteger ? Math.Truncate(value) : value; // ONNX: integer division truncates
        }
        return Values.Constant(node, [.. Enumerable.Range(0, a.Size).Select(At)], a.Shape, isInteger);
    }

    // x ∘ c entry by entry. Sums and products are affine; anything else must be the same function of every entry.
    private static TensorValue WithConstant(OperatorContext node, RuntimeValue x, double[] c, Func<double, double, double> f)
    {
        if (IsAffine(node.Name.Type, f, c))
        {
            var offset = c.Select(k => f(0, k)).ToArray();
            var scale = c.Select((k, i) => f(1, k) - offset[i]).ToArray();
            if (node.Name.Type is "Add" or "Sub")
            {
                // f(1, k) − f(0, k) is ±1 exactly, but loses it in rounding when k is large.
                Array.Fill(scale, Math.Sign(f(1, 0) - f(0, 0)));
            }
            if (!scale.All(double.IsFinite) || !offset.All(double.IsFinite))
            {
                throw node.Name.Invalid("it divides by zero");
            }
            return Values.Affine(node, x, scale, offset);
        }
        if (!Array.TrueForAll(c, value => value == c[0]))
        {
            throw node.Name.Unsupported("its constant differs between entries; one constant for all entries is supported");
        }
        var k0 = c[0];
        return Values.Map(node, x, node.Name.Type switch
        {
            "Max" => Activation.Clamp(k0, double.PositiveInfinity, "Max"),
            "Min" => Activation.Clamp(double.NegativeInfinity, k0, "Min"),
            _ => Activation.Curve(node.Name.Type, v => f(v, k0)),
        });
    }

    // Div is affine as x / c, but not as c / x: there f(0, k) is infinite (or NaN for k = 0).
    private static bool IsAffine(string type, Func<double, double, double> f, double[] c) => type switch
    {
        "Add" or "Sub" or "Mul" => true,
        "Div" => c[0] == 0 ? f(1, c[0]) != 0 : double.IsFinite(f(0, c[0])),
        _ => false,
    };

    private static RuntimeValue OfTwo(OperatorContext node, RuntimeValue x, RuntimeValue y, Func<double, double, double> f)
    {
        var isSum = x.IsAffine && y.IsAffine && node.Name.Type is "Add" or "Sub";
        if (x.Base == y.Base && !SameForm(x.Form, y.Form) && !isSum)
        {
            (x, y) = (AsFunction(x), AsFunction(y));
        }
        if (x.Base == y.Base && SameForm(x.Form, y.Form))
        {
            var (g, h) = (x.Activation, y.Activation);
            return x.With(
                Activation.Curve($"{node.Name.Type}({g.Name}, {h.Name})", v => f(g.Apply(v), h.Apply(v))), node.Name.Name);
        }
        if (x.Base == y.Base && isSum)
        {
            var inner = node.Layers.SizeOf(x.Base);
            Values.RequireMatrix(node, x.Form.Rows, inner);
            var (p, q) = (x.Form.ToDense(inner), y.Form.ToDense(inner));
            var sum = new DenseForm(
                p.Rows, inner, [.. p.Weights.Zip(q.Weights, f)], [.. p.Bias.Zip(q.Bias, f)]);
            return new RuntimeValue(x.Base, sum, Activation.Identity, x.Shape, node.Name.Name);
        }
        throw node.Name.Unsupported("it combines two values that come from different layers");
    }

    // f(a·x + c) with one a and c for all entries is a function of x: then x·f(a·x + c) is one, too (Gelu, Swish).
    private static RuntimeValue AsFunction(RuntimeValue value)
    {
        if (value.Form is not SelectionForm form
            || !Array.TrueForAll(form.Scale, scale => scale == form.Scale[0])
            || !Array.TrueForAll(form.Offset, offset => offset == form.Offset[0]))
        {
            return value;
        }
        var (a, c) = (form.Scale[0], form.Offset[0]);
        var plain = new SelectionForm(form.Map, [.. form.Map.Select(_ => 1.0)], new double[form.Rows]);
        return value.With(plain).With(Activation.Curve("Affine", v => a * v + c).Then(value.Activation), value.Source);
    }

    private static bool SameForm(AffineForm a, AffineForm b) => ReferenceEquals(a, b)
        || (a is SelectionForm p && b is SelectionForm q
            && p.Map.SequenceEqual(q.Map) && p.Scale.SequenceEqual(q.Scale) && p.Offset.SequenceEqual(q.Offset));
}
