// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx;

/// <summary>Gemm, MatMul by a constant, BatchNormalization (inference), ReduceSum and ReduceMean.</summary>
internal static class LinearOperators
{
    public static void Register(Dictionary<string, OperatorImporter> table)
    {
        table["Gemm"] = Gemm;
        table["MatMul"] = MatMul;
        table["BatchNormalization"] = BatchNormalization;
        table["ReduceSum"] = node => Reduce(node, mean: false);
        table["ReduceMean"] = node => Reduce(node, mean: true);
    }

    // Y = alpha · A · B' + beta · C, with A computed at run time and B, C constant.
    private static IReadOnlyList<TensorValue> Gemm(OperatorContext node)
    {
        var (a, b, c) = (node.Required(0), node.RequiredConstant(1, "the weight matrix B"), node.OptionalConstant(2, "the bias C"));
        var (alpha, beta) = (node.Attributes.Float("alpha", 1), node.Attributes.Float("beta", 1));
        var (transA, transB) = (node.Attributes.Flag("transA"), node.Attributes.Flag("transB"));
        node.Attributes.Ignore("broadcast"); // opset 6; since opset 7 C broadcasts by itself
        if (transA)
        {
            throw node.Name.Unsupported("transA = 1 is not supported");
        }
        if (a is not RuntimeValue x)
        {
            throw node.Name.Unsupported("both matrices are constants");
        }
        if (x.Shape.Length != 2 || b.Shape.Length != 2)
        {
            throw node.Name.Invalid($"A {Shapes.Text(x.Shape)} and B {Shapes.Text(b.Shape)} must both have two dimensions");
        }
        var (inner, columns) = transB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        RequireInner(node, x.Shape[1], inner);
        double Weight(int k, int n) => alpha * b.Values[transB ? n * inner + k : k * columns + n];
        int[] shape = [x.Shape[0], columns];
        var product = Values.Dense(node, x, RightProduct(node, x.Shape[0], inner, columns, Weight), shape);
        if (c is null)
        {
            return [product];
        }
        if (Shapes.Broadcast(c.Shape, shape) is not { } common || !common.SequenceEqual(shape))
        {
            throw node.Name.Invalid($"C {Shapes.Text(c.Shape)} does not broadcast to {Shapes.Text(shape)}");
        }
        var bias = Shapes.BroadcastMap(c.Shape, shape).Select(i => beta * c.Values[i]).ToArray();
        return [Values.Affine(node, product, Ones(bias.Length), bias)];
    }

    private static IReadOnlyList<TensorValue> MatMul(OperatorContext node) => (node.Required(0), node.Required(1)) switch
    {
        (RuntimeValue x, ConstantValue w) => [MatMulRight(node, x, w)],
        (ConstantValue w, RuntimeValue x) => [MatMulLeft(node, w, x)],
        (RuntimeValue, RuntimeValue) => throw node.Name.Unsupported("both matrices are computed at run time"),
        _ => throw node.Name.Unsupported("both matrices are constants"),
    };

    private static RuntimeValue MatMulRight(OperatorContext node, RuntimeValue x, ConstantValue w)
    {
        if (w.Shape.Length != 2 || x.Shape.Length < 1)
        {
            throw node.Name.Unsupported($"a constant matrix of shape {Shapes.Text(w.Shape)} is not supported; two dimensions are");
        }
        var (inner, columns) = (w.Shape[0], w.Shape[1]);
        RequireInner(node, x.Shape[^1], inner);
        var matrix = RightProduct(node, x.Size / inner, inner, columns, (k, n) => w.Values[k * columns + n]);
        return Values.Dense(node, x, matrix, [.. x.Shape[..^1], columns]);
    }

    private static RuntimeValue MatMulLeft(OperatorContext node, ConstantValue w, RuntimeValue x)
    {
        if (w.Shape.Length != 2 || x.Shape.Length is not (1 or 2))
        {
            throw node.Name.Unsupported(
                $"the product of a constant {Shapes.Text(w.Shape)} and a value {Shapes.Text(x.Shape)} is not supported");
        }
        var (rows, inner) = (w.Shape[0], w.Shape[1]);
        var columns = x.Shape.Length == 2 ? x.Shape[1] : 1;
        RequireInner(node, x.Shape[0], inner);
        Values.RequireMatrix(node, (long)rows * columns, x.Size);
        var weights = new double[rows * columns * x.Size];
        for (var i = 0; i < rows; i++)
        {
            for (var p = 0; p < columns; p++)
            {
                for (var k = 0; k < inner; k++)
                {
                    weights[(i * columns + p) * x.Size + k * columns + p] = w.Values[i * inner + k];
                }
            }
        }
        var matrix = new DenseForm(rows * columns, x.Size, weights, new double[rows * columns]);
        return Values.Dense(node, x, matrix, x.Shape.Length == 2 ? [rows, columns] : [rows]);
    }

    // y = scale · (x − mean) / √(var + epsilon) + bias, per channel (dimension 1).
    private static IReadOnlyList<TensorValue> BatchNormalization(OperatorContext node)
    {
        var epsilon = node.Attributes.Float("epsilon", 1e-5);
        node.Attributes.Ignore("momentum");
        if (node.Attributes.Flag("training_mode") || !node.Attributes.Flag("spatial", true) || node.Outputs > 1)
        {
            throw node.Name.Unsupported("only inference with running statistics is supported");
        }
        if (node.Required(0) is not RuntimeValue x)
        {
            throw node.Name.Unsupported("its input is a constant");
        }
        var channels = x.Shape.Length >= 2 ? x.Shape[1] : 1;
        var parts = Enumerable.Range(1, 4).Select(i => node.RequiredConstant(i, $"input {i}").Values).ToArray();
        if (parts.Any(part => part.Length != channels))
        {
            throw node.Name.Invalid($"its statistics do not have {channels} entries");
        }
        var (scale, offset) = (new double[x.Size], new double[x.Size]);
        var stride = x.Shape.Length >= 2 ? Shapes.Strides(x.Shape)[1] : 1;
        for (var i = 0; i < x.Size; i++)
        {
            var channel = i / stride % channels;
            scale[i] = parts[0][channel] / Math.Sqrt(parts[3][channel] + epsilon);
            offset[i] = parts[1][channel] - parts[2][channel] * scale[i];
        }
        if (!scale.All(double.IsFinite) || !offset.All(double.IsFinite))
        {
            throw node.Name.Invalid("a variance is negative");
        }
        return [Values.Affine(node, x, scale, offset)];
    }

    private static IReadOnlyList<TensorValue> Reduce(OperatorContext node, bool mean)
    {
        var axes = node.Attributes.Ints("axes") ?? node.OptionalIntegers(1, "axes");
        var keep = node.Attributes.Flag("keepdims", true);
        var nothing = node.Attributes.Flag("noop_with_empty_axes");
        if (node.Required(0) is not RuntimeValue x)
        {
            throw node.Name.Unsupported("its input is a constant");
        }
        if (axes is null or [])
        {
            if (nothing)
            {
                return [x];
            }
            axes = [.. Enumerable.Range(0, x.Shape.Length)];
        }
        var reduced = axes.Select(axis => node.Axis(axis, x.Shape.Length)).ToHashSet();
        int[] kept = [.. x.Shape.Select((n, d) => reduced.Contains(d) ? 1 : n)];
        Values.RequireMatrix(node, Shapes.Size(kept), x.Size);
        // Entry i of x is summed into the entry of the result that broadcasts back to i.
        var target = Shapes.BroadcastMap(kept, x.Shape);
        var rows = Shapes.Size(kept);
        var weights = new double[rows * x.Size];
        for (var i = 0; i < x.Size; i++)
        {
            weights[target[i] * x.Size + i] = mean ? (double)rows / x.Size : 1;
        }
        int[] shape = keep ? kept : [.. x.Shape.Where((_, d) => !reduced.Contains(d))];
        return [Values.Dense(node, x, new DenseForm(rows, x.Size, weights, new double[rows]), shape)];
    }

    // The matrix of X ↦ X·W for X of shape [count, inner]: block diagonal, one block per row of X.
    private static DenseForm RightProduct(OperatorContext node, int count, int inner, int columns, Func<int, int, double> weight)
    {
        var (rows, width) = ((long)count * columns, (long)count * inner);
        Values.RequireMatrix(node, rows, width);
        var weights = new double[rows * width];
        for (var m = 0; m < count; m++)
        {
            for (var n = 0; n < columns; n++)
            {
                for (var k = 0; k < inner; k++)
                {
                    weights[(m * columns + n) * width + m * inner + k] = weight(k, n);
                }
            }
        }
        return new DenseForm((int)rows, (int)width, weights, new double[rows]);
    }

    private static void RequireInner(OperatorContext node, int left, int right)
    {
        if (left != right)
        {
            throw node.Name.Invalid($"the inner dimensions {left} and {right} differ");
        }
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
