// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx;

/// <summary>An affine map of one value x that has not become a layer yet.</summary>
internal abstract class AffineForm
{
    /// <summary>Number of entries of the result.</summary>
    public abstract int Rows { get; }

    /// <summary>The map followed by row-wise y_i ← scale_i · y_i + offset_i.</summary>
    public abstract AffineForm Scaled(double[] scale, double[] offset);

    /// <summary>The map followed by y'_i = y_{map[i]}.</summary>
    public abstract AffineForm Selected(int[] map);

    /// <summary>The same map written as a matrix over a value of <paramref name="inner"/> entries.</summary>
    public abstract DenseForm ToDense(int inner);
}

/// <summary>y_i = scale_i · x_{map[i]} + offset_i: identity, diagonal, permutation, slice, broadcast.</summary>
internal sealed class SelectionForm(int[] map, double[] scale, double[] offset) : AffineForm
{
    public int[] Map { get; } = map;

    public double[] Scale { get; } = scale;

    public double[] Offset { get; } = offset;

    public override int Rows => Map.Length;

    public static SelectionForm Identity(int size)
    {
        var map = new int[size];
        var scale = new double[size];
        for (var i = 0; i < size; i++)
        {
            (map[i], scale[i]) = (i, 1);
        }
        return new SelectionForm(map, scale, new double[size]);
    }

    /// <summary>True if y = x for a value of <paramref name="inner"/> entries.</summary>
    public bool IsIdentity(int inner)
    {
        if (Rows != inner)
        {
            return false;
        }
        for (var i = 0; i < Rows; i++)
        {
            if (Map[i] != i || Scale[i] != 1 || Offset[i] != 0)
            {
                return false;
            }
        }
        return true;
    }

    public override AffineForm Scaled(double[] scale, double[] offset) => new SelectionForm(
        Map,
        [.. Scale.Zip(scale, (a, b) => a * b)],
        [.. Offset.Select((value, i) => value * scale[i] + offset[i])]);

    public override AffineForm Selected(int[] map) => new SelectionForm(
        [.. map.Select(i => Map[i])], [.. map.Select(i => Scale[i])], [.. map.Select(i => Offset[i])]);

    public override DenseForm ToDense(int inner)
    {
        var weights = new double[Rows * inner];
        for (var i = 0; i < Rows; i++)
        {
            weights[i * inner + Map[i]] = Scale[i];
        }
        return new DenseForm(Rows, inner, weights, Offset);
    }
}

/// <summary>y = W·x + b.</summary>
internal sealed class DenseForm(int rows, int inner, double[] weights, double[] bias) : AffineForm
{
    public override int Rows { get; } = rows;

    public int Inner { get; } = inner;

    public double[] Weights { get; } = weights;

    public double[] Bias { get; } = bias;

    public override AffineForm Scaled(double[] scale, double[] offset)
    {
        var weights = new double[Weights.Length];
        var bias = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            for (var k = 0; k < Inner; k++)
            {
                weights[i * Inner + k] = Weights[i * Inner + k] * scale[i];
            }
            bias[i] = Bias[i] * scale[i] + offset[i];
        }
        return new DenseForm(Rows, Inner, weights, bias);
    }

    public override AffineForm Selected(int[] map)
    {
        var weights = new double[map.Length * Inner];
        for (var i = 0; i < map.Length; i++)
        {
            Array.Copy(Weights, map[i] * Inner, weights, i * Inner, Inner);
        }
        return new DenseForm(map.Length, Inner, weights, [.. map.Select(i => Bias[i])]);
    }

    public override DenseForm ToDense(int inner) => this;

    /// <summary>The matrix after a selection: W'·x = W·(selection of x).</summary>
    public DenseForm After(SelectionForm selection, int inner)
    {
        var weights = new double[Rows * inner];
        var bias = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var sum = Bias[i];
            for (var k = 0; k < Inner; k++)
            {
                var weight = Weights[i * Inner + k];
                weights[i * inner + selection.Map[k]] += weight * selection.Scale[k];
                sum += weight * selection.Offset[k];
            }
            bias[i] = sum;
        }
        return new DenseForm(Rows, inner, weights, bias);
    }
}
