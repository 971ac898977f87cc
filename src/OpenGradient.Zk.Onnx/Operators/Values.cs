// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>What operators do to values, whether constant or computed at run time.</summary>
internal static class Values
{
    /// <summary>y_i = scale_i · x_i + offset_i, with no more entries than x.</summary>
    public static RuntimeValue Affine(OperatorContext node, RuntimeValue x, double[] scale, double[] offset)
    {
        if (!x.IsAffine)
        {
            if (x.Activation.Kind == ActivationKind.Curve && IsUniform(scale) && IsUniform(offset))
            {
                var (a, c) = (scale[0], offset[0]);
                return x.With(x.Activation.Then(Activation.Curve("Affine", v => a * v + c)), node.Name.Name);
            }
            x = node.Layers.Settle(x, node.Name);
        }
        return x.With(x.Form.Scaled(scale, offset));
    }

    /// <summary>y_i = f(x_i).</summary>
    public static TensorValue Map(OperatorContext node, TensorValue x, Activation f) => x switch
    {
        ConstantValue constant => Constant(node, [.. constant.Values.Select(f.Apply)], constant.Shape, isInteger: false),
        RuntimeValue value => value.With(value.Activation.Then(f), node.Name.Name),
        _ => x,
    };

    /// <summary>The matrix applied to all entries of x in row-major order.</summary>
    public static RuntimeValue Dense(OperatorContext node, RuntimeValue x, DenseForm matrix, int[] shape)
    {
        if (!x.IsAffine || x.Form is DenseForm)
        {
            x = node.Layers.Settle(x, node.Name);
        }
        var inner = node.Layers.SizeOf(x.Base);
        RequireMatrix(node, matrix.Rows, inner);
        var selection = (SelectionForm)x.Form;
        var form = selection.IsIdentity(inner) ? matrix : matrix.After(selection, inner);
        return new RuntimeValue(x.Base, form, Activation.Identity, shape, node.Name.Name);
    }

    /// <summary>A constant without NaN and infinity.</summary>
    public static ConstantValue Constant(OperatorContext node, double[] values, int[] shape, bool isInteger) =>
        values.All(double.IsFinite)
            ? new ConstantValue(values, shape, isInteger)
            : throw node.Name.Invalid("its constant result is not a finite number");

    /// <exception cref="UnsupportedModelException">A matrix of that size is not built.</exception>
    public static void RequireMatrix(OperatorContext node, long rows, long inner)
    {
        if (rows > LayerBuilder.MaxSize || inner > LayerBuilder.MaxSize || rows * inner > Shapes.MaxEntries)
        {
            throw node.Name.Unsupported(
                $"as a matrix it would have {rows} x {inner} entries; the limits are {LayerBuilder.MaxSize} rows and "
                + $"{Shapes.MaxEntries} entries");
        }
    }

    private static bool IsUniform(double[] values) => Array.TrueForAll(values, value => value == values[0]);
}
