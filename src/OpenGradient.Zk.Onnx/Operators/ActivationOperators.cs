// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Continuous functions of one variable.</summary>
internal static class ActivationOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Relu"] = node => Apply(node, Activation.Relu);
        table["Clip"] = Clip;
        table["PRelu"] = PRelu;
        table["Neg"] = Negate;
        Add(table, "Sigmoid", Sigmoid);
        Add(table, "Tanh", Math.Tanh);
        Add(table, "Softplus", Softplus);
        Add(table, "Softsign", x => x / (1 + Math.Abs(x)));
        Add(table, "Erf", ErrorFunction.Erf);
        Add(table, "HardSwish", x => x * Math.Clamp(x / 6 + 0.5, 0, 1));
        Add(table, "Mish", x => x * Math.Tanh(Softplus(x)));
        Add(table, "Abs", Math.Abs);
        Add(table, "Exp", Math.Exp);
        Add(table, "Log", Math.Log);
        Add(table, "Sqrt", Math.Sqrt);
        Add(table, "Reciprocal", x => 1 / x);
        Add(table, "Sin", Math.Sin);
        Add(table, "Cos", Math.Cos);
        Add(table, "Atan", Math.Atan);
        Add(table, "Sinh", Math.Sinh);
        Add(table, "Cosh", Math.Cosh);
        Add(table, "Asinh", Math.Asinh);
        table["LeakyRelu"] = node =>
        {
            var alpha = node.Attributes.Float("alpha", 0.01f);
            return Apply(node, Activation.Curve("LeakyRelu", x => x < 0 ? alpha * x : x));
        };
        table["Elu"] = node =>
        {
            var alpha = node.Attributes.Float("alpha", 1);
            return Apply(node, Activation.Curve("Elu", x => x < 0 ? alpha * double.ExpM1(x) : x));
        };
        table["Celu"] = node =>
        {
            var alpha = node.Attributes.Float("alpha", 1);
            if (alpha == 0)
            {
                throw node.Name.Invalid("alpha is 0");
            }
            return Apply(node, Activation.Curve(
                "Celu", x => Math.Max(0, x) + Math.Min(0, alpha * double.ExpM1(x / alpha))));
        };
        table["Selu"] = node =>
        {
            var alpha = node.Attributes.Float("alpha", 1.67326319217681884765625);
            var gamma = node.Attributes.Float("gamma", 1.05070102214813232421875);
            return Apply(node, Activation.Curve("Selu", x => gamma * (x < 0 ? alpha * double.ExpM1(x) : x)));
        };
        table["HardSigmoid"] = node =>
        {
            var (alpha, beta) = (node.Attributes.Float("alpha", 0.2f), node.Attributes.Float("beta", 0.5f));
            return Apply(node, Activation.Curve("HardSigmoid", x => Math.Clamp(alpha * x + beta, 0, 1)));
        };
        table["Gelu"] = node => Apply(node, node.Attributes.Text("approximate", "none") switch
        {
            "none" => Activation.Curve("Gelu", x => 0.5 * x * (1 + ErrorFunction.Erf(x / Math.Sqrt(2)))),
            "tanh" => Activation.Curve(
                "Gelu", x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
            var other => throw node.Name.Unsupported($"the approximation \"{other}\" is not known"),
        });
    }

    private static void Add(Dictionary<string, OperatorImporter> table, string name, Func<double, double> f) =>
        table[name] = node => Apply(node, Activation.Curve(name, f));

    private static IReadOnlyList<TensorValue> Apply(OperatorContext node, Activation f)
    {
        node.Attributes.Ignore("consumed_inputs"); // an in-place hint of opset 1
        return [Values.Map(node, node.Required(0), f)];
    }

    private static IReadOnlyList<TensorValue> Clip(OperatorContext node)
    {
        double Bound(int input, string name, double otherwise)
        {
            var attribute = node.Attributes.Float(name, otherwise);
            var constant = node.OptionalConstant(input, $"the bound {name}");
            return constant is null ? attribute
                : constant.Size == 1 ? constant.Values[0] : throw node.Name.Invalid($"the bound {name} is not a scalar");
        }
        var (lower, upper) = (Bound(1, "min", double.NegativeInfinity), Bound(2, "max", double.PositiveInfinity));
        if (lower > upper)
        {
            throw node.Name.Unsupported($"its lower bound {lower} lies above its upper bound {upper}");
        }
        // float.MaxValue is how exporters write "no bound".
        return Apply(node, Activation.Clamp(
            lower <= float.MinValue ? double.NegativeInfinity : lower,
            upper >= float.MaxValue ? double.PositiveInfinity : upper));
    }

    private static IReadOnlyList<TensorValue> PRelu(OperatorContext node)
    {
        var slope = node.RequiredConstant(1, "the slope");
        var alpha = slope.Size > 0 ? slope.Values[0] : 0;
        if (!Array.TrueForAll(slope.Values, value => value == alpha))
        {
            throw node.Name.Unsupported("its slope differs between channels; one slope is supported");
        }
        return Apply(node, Activation.Curve("PRelu", x => x < 0 ? alpha * x : x));
    }

    private static IReadOnlyList<TensorValue> Negate(OperatorContext node)
    {
        if (node.Required(0) is not RuntimeValue x)
        {
            var constant = node.RequiredConstant(0, "the input");
            return [new ConstantValue([.. constant.Values.Select(value => -value)], constant.Shape, constant.IsInteger)];
        }
        var minus = new double[x.Size];
        Array.Fill(minus, -1);
        return [Values.Affine(node, x, minus, new double[x.Size])];
    }

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));
}
