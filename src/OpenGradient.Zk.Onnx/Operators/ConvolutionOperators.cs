// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>
/// Conv by constant weights, AveragePool and GlobalAveragePool, written out as matrices. Right for small images; a
/// convolution of its own would prove large ones faster.
/// </summary>
internal static class ConvolutionOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Conv"] = Convolution;
        table["AveragePool"] = AveragePool;
        table["GlobalAveragePool"] = GlobalAveragePool;
    }

    private static IReadOnlyList<TensorValue> Convolution(OperatorContext node)
    {
        var x = Input(node);
        var w = node.RequiredConstant(1, "the weight tensor W");
        var bias = node.OptionalConstant(2, "the bias B");
        if (w.Shape.Length != x.Shape.Length)
        {
            throw node.Name.Invalid($"the input {Shapes.Text(x.Shape)} and the weights {Shapes.Text(w.Shape)} differ in rank");
        }
        var window = Window.Read(node, x.Shape[2..], w.Shape[2..]);
        var groups = (int)node.Attributes.Int("group", 1);
        var (batch, channels, features) = (x.Shape[0], x.Shape[1], w.Shape[0]);
        if (groups < 1 || channels % groups != 0 || features % groups != 0 || w.Shape[1] != channels / groups
            || (bias is not null && bias.Size != features))
        {
            throw node.Name.Invalid(
                $"weights {Shapes.Text(w.Shape)} in {groups} groups do not fit the input {Shapes.Text(x.Shape)}");
        }
        var (inPlane, outPlane, taps) = (Shapes.Size(x.Shape[2..]), Shapes.Size(window.Output), Shapes.Size(w.Shape[2..]));
        int[] shape = [batch, features, .. window.Output];
        var rows = (long)batch * features * outPlane;
        Values.RequireMatrix(node, rows, x.Size);
        var weights = new double[rows * x.Size];
        var biases = new double[rows];
        foreach (var (at, from, tap) in window.Taps())
        {
            for (var n = 0; n < batch; n++)
            {
                for (var f = 0; f < features; f++)
                {
                    var row = (n * features + f) * outPlane + at;
                    var first = f / (features / groups) * w.Shape[1];
                    for (var c = 0; c < w.Shape[1]; c++)
                    {
                        weights[(long)row * x.Size + (n * channels + first + c) * inPlane + from] +=
                            w.Values[(f * w.Shape[1] + c) * taps + tap];
                    }
                }
            }
        }
        for (var row = 0; row < rows && bias is not null; row++)
        {
            biases[row] = bias.Values[row / outPlane % features];
        }
        return [Values.Dense(node, x, new DenseForm((int)rows, x.Size, weights, biases), shape)];
    }

    private static IReadOnlyList<TensorValue> AveragePool(OperatorContext node)
    {
        var x = Input(node);
        var kernel = node.Attributes.Ints("kernel_shape") ?? throw node.Name.Invalid("kernel_shape is missing");
        var window = Window.Read(node, x.Shape[2..], node.Checked(kernel));
        var countPadding = node.Attributes.Flag("count_include_pad");
        if (node.Attributes.Flag("ceil_mode"))
        {
            throw node.Name.Unsupported("ceil_mode = 1 is not supported");
        }
        return [Pool(node, x, window, countPadding ? Shapes.Size(node.Checked(kernel)) : null)];
    }

    private static IReadOnlyList<TensorValue> GlobalAveragePool(OperatorContext node)
    {
        var x = Input(node);
        return [Pool(node, x, Window.Whole(x.Shape[2..]), null)];
    }

    private static RuntimeValue Pool(OperatorContext node, RuntimeValue x, Window window, int? fixedCount)
    {
        var (planes, inPlane, outPlane) = (x.Shape[0] * x.Shape[1], Shapes.Size(x.Shape[2..]), Shapes.Size(window.Output));
        Values.RequireMatrix(node, (long)planes * outPlane, x.Size);
        var taps = window.Taps().ToArray();
        var count = new int[outPlane];
        foreach (var (at, _, _) in taps)
        {
            count[at]++;
        }
        var weights = new double[(long)planes * outPlane * x.Size];
        for (var p = 0; p < planes; p++)
        {
            foreach (var (at, from, _) in taps)
            {
                weights[(long)(p * outPlane + at) * x.Size + p * inPlane + from] = 1.0 / (fixedCount ?? count[at]);
            }
        }
        int[] shape = [x.Shape[0], x.Shape[1], .. window.Output];
        return Values.Dense(node, x, new DenseForm(planes * outPlane, x.Size, weights, new double[planes * outPlane]), shape);
    }

    private static RuntimeValue Input(OperatorContext node) => node.Required(0) switch
    {
        RuntimeValue x when x.Shape.Length >= 3 => x,
        RuntimeValue x => throw node.Name.Invalid($"its input {Shapes.Text(x.Shape)} has no spatial dimension"),
        _ => throw node.Name.Unsupported("its input is a constant"),
    };
}
