// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>What an ONNX value is while its graph is read: known now, or known when the model runs.</summary>
internal abstract class TensorValue(int[] shape)
{
    /// <summary>Row-major, batch 1.</summary>
    public int[] Shape { get; } = shape;

    public int Size => Shapes.Size(Shape);

    /// <summary>The same entries under another shape.</summary>
    public abstract TensorValue Reshaped(int[] shape);

    /// <summary>result_i = this_{map[i]}.</summary>
    public abstract TensorValue Selected(int[] map, int[] shape);
}

/// <summary>A constant. Integers (shapes, axes, indices) are kept as doubles, exact up to 2^53.</summary>
internal sealed class ConstantValue(double[] values, int[] shape, bool isInteger) : TensorValue(shape)
{
    public double[] Values { get; } = values;

    public bool IsInteger { get; } = isInteger;

    public override TensorValue Reshaped(int[] shape) => new ConstantValue(Values, shape, IsInteger);

    public override TensorValue Selected(int[] map, int[] shape) =>
        new ConstantValue([.. map.Select(i => Values[i])], shape, IsInteger);
}

/// <summary>activation(form(x)) for the value x with the id <see cref="Base"/>.</summary>
internal sealed class RuntimeValue(int @base, AffineForm form, Activation activation, int[] shape, string source)
    : TensorValue(shape)
{
    public int Base { get; } = @base;

    public AffineForm Form { get; } = form;

    public Activation Activation { get; } = activation;

    /// <summary>The node a layer made from this will be named after.</summary>
    public string Source { get; } = source;

    public bool IsAffine => Activation.Kind == ActivationKind.Identity;

    public override TensorValue Reshaped(int[] shape) => new RuntimeValue(Base, Form, Activation, shape, Source);

    /// <exception cref="UnsupportedModelException">The rows of a matrix would be repeated too often.</exception>
    public override TensorValue Selected(int[] map, int[] shape) =>
        Form is DenseForm dense && (long)map.Length * dense.Inner > Shapes.MaxEntries
            ? throw new UnsupportedModelException(
                Source, "", $"repeated to {Shapes.Text(shape)}, its matrix would have {map.Length} x {dense.Inner} entries; "
                + $"the limit is {Shapes.MaxEntries}")
            : new RuntimeValue(Base, Form.Selected(map), Activation, shape, Source);

    public RuntimeValue With(AffineForm form) => new(Base, form, Activation, Shape, Source);

    public RuntimeValue With(Activation activation, string source) =>
        new(Base, Form, activation, Shape, Form is DenseForm ? Source : source);
}

/// <summary>Stands for the outputs of a node that is not supported, so that inspection can go on.</summary>
internal sealed class UnknownValue() : TensorValue([])
{
    public override TensorValue Reshaped(int[] shape) => this;

    public override TensorValue Selected(int[] map, int[] shape) => this;
}
