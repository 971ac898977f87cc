// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>An output of a model: a name for a layer's value.</summary>
/// <param name="Info">Name, shape, element type.</param>
/// <param name="Value">The layer's value.</param>
public sealed record ModelOutput(TensorInfo Info, int Value);

/// <summary>
/// A model as imported: dense layers over values. Values 0 … Inputs−1 are the inputs; value Inputs+l is layer l.
/// A layer reads one earlier value, and any number of layers may read the same one.
/// </summary>
public sealed class Model
{
    /// <summary>Checks the wiring.</summary>
    /// <exception cref="ArgumentException">A layer or output reads a value that is not there or has another size.</exception>
    public Model(
        string name,
        Digest256 sourceDigest,
        IReadOnlyList<TensorInfo> inputs,
        IReadOnlyList<DenseLayer> layers,
        IReadOnlyList<ModelOutput> outputs)
    {
        (Name, SourceDigest, Inputs, Layers, Outputs) = (name, sourceDigest, inputs, layers, outputs);
        for (var l = 0; l < layers.Count; l++)
        {
            if (layers[l].Input < 0 || layers[l].Input >= inputs.Count + l || SizeOf(layers[l].Input) != layers[l].Inner)
            {
                throw new ArgumentException($"Layer \"{layers[l].Name}\" reads value {layers[l].Input}, which does not fit it.");
            }
        }
        foreach (var output in outputs)
        {
            if (output.Value < inputs.Count || output.Value >= inputs.Count + layers.Count
                || SizeOf(output.Value) != output.Info.Size)
            {
                throw new ArgumentException($"Output \"{output.Info.Name}\" reads value {output.Value}, which does not fit it.");
            }
        }
    }

    /// <summary>The ONNX graph's name, or the file's.</summary>
    public string Name { get; }

    /// <summary>Keccak-256 of the ONNX file's bytes.</summary>
    public Digest256 SourceDigest { get; }

    /// <summary>The graph's inputs, in the file's order.</summary>
    public IReadOnlyList<TensorInfo> Inputs { get; }

    /// <summary>The layers, in an order in which each reads only earlier values.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; }

    /// <summary>The graph's outputs, in the file's order.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Weights and biases, as laid out in <see cref="Layers"/>.</summary>
    public long Parameters => Layers.Sum(layer => (long)layer.Rows * layer.Inner + layer.Rows);

    /// <summary>Multiplications of one inference, as laid out in <see cref="Layers"/>.</summary>
    public long Macs => Layers.Sum(layer => (long)layer.Rows * layer.Inner);

    /// <summary>The number of entries of a value.</summary>
    public int SizeOf(int value) => value < Inputs.Count ? Inputs[value].Size : Layers[value - Inputs.Count].Rows;
}
