// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>
/// A model in exact integers of T bits: what is compiled, evaluated and proven. Values 0 … Inputs−1 are the inputs;
/// value Inputs+l is layer l. The integer semantics are those of circuits/schema/circuit.proto:
/// v_i = clamp(⌊(Σ_k W_ik·x_k + b_i + 2^(s−1)) / 2^s⌋, 0, 2^T−1), s = 2T, then y_i = v_i or F(v_i).
/// </summary>
public sealed class QuantizedModel
{
    /// <summary>Fewest bits of an activation.</summary>
    public const int MinBits = 8;

    /// <summary>Most bits of an activation.</summary>
    public const int MaxBits = 16;

    /// <summary>Checks sizes and wiring.</summary>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public QuantizedModel(
        string name,
        int bits,
        Digest256 sourceDigest,
        IReadOnlyList<TensorSchema> inputs,
        IReadOnlyList<QuantizedLayer> layers,
        IReadOnlyList<QuantizedOutput> outputs,
        IReadOnlyList<FunctionTable> functions)
    {
        if (bits is < MinBits or > MaxBits)
        {
            throw new ArgumentException($"Activations have {MinBits} to {MaxBits} bits, not {bits}.", nameof(bits));
        }
        (Name, Bits, SourceDigest, Inputs, Layers, Outputs, Functions) =
            (name, bits, sourceDigest, inputs, layers, outputs, functions);
        for (var l = 0; l < layers.Count; l++)
        {
            var layer = layers[l];
            if (layer.Input < 0 || layer.Input >= inputs.Count + l || SizeOf(layer.Input) != layer.Inner
                || layer.Function < 0 || layer.Function > functions.Count)
            {
                throw new ArgumentException($"Layer \"{layer.Name}\" reads a value or a function that does not fit it.");
            }
        }
        foreach (var output in outputs)
        {
            if (output.Value < inputs.Count || output.Value >= inputs.Count + layers.Count
                || SizeOf(output.Value) != output.Tensor.Size)
            {
                throw new ArgumentException($"Output \"{output.Tensor.Name}\" reads a value that does not fit it.");
            }
            // An accumulator stands before the function, so it is not what a layer with one means (protocol.md §3.5).
            if (output.Tensor.Exact && layers[output.Value - inputs.Count].Function != 0)
            {
                throw new ArgumentException(
                    $"Output \"{output.Tensor.Name}\" is exact, but layer \"{layers[output.Value - inputs.Count].Name}\" applies a function.");
            }
        }
        if (inputs.FirstOrDefault(input => input.Exact) is { } exact)
        {
            throw new ArgumentException($"Input \"{exact.Name}\" is exact, but only outputs have accumulators.");
        }
        foreach (var function in functions)
        {
            if (function.Values.Length != 1 << bits)
            {
                throw new ArgumentException($"Function \"{function.Name}\" has {function.Values.Length} values, not 2^{bits}.");
            }
        }
        Schema = new ModelSchema(bits, inputs, [.. outputs.Select(output => output.Tensor)]);
    }

    /// <summary>The ONNX graph's name.</summary>
    public string Name { get; }

    /// <summary>T: the width of every activation and of every published value.</summary>
    public int Bits { get; }

    /// <summary>s = 2T: the fixed-point shift of every layer.</summary>
    public int Shift => 2 * Bits;

    /// <summary>2^T − 1.</summary>
    public int MaxValue => (1 << Bits) - 1;

    /// <summary>Keccak-256 of the ONNX file.</summary>
    public Digest256 SourceDigest { get; }

    /// <summary>Inputs, with scale, zero point and visibility.</summary>
    public IReadOnlyList<TensorSchema> Inputs { get; }

    /// <summary>Layers, each reading one earlier value.</summary>
    public IReadOnlyList<QuantizedLayer> Layers { get; }

    /// <summary>Published layer values.</summary>
    public IReadOnlyList<QuantizedOutput> Outputs { get; }

    /// <summary>Tables; layer function f means Functions[f − 1].</summary>
    public IReadOnlyList<FunctionTable> Functions { get; }

    /// <summary>What a user or a contract must know to read inputs and outputs.</summary>
    public ModelSchema Schema { get; }

    /// <summary>Weights and biases.</summary>
    public long Parameters => Layers.Sum(layer => (long)layer.Rows * layer.Inner + layer.Rows);

    /// <summary>Multiplications of one inference.</summary>
    public long Macs => Layers.Sum(layer => (long)layer.Rows * layer.Inner);

    /// <summary>The number of entries of a value.</summary>
    public int SizeOf(int value) => value < Inputs.Count ? Inputs[value].Size : Layers[value - Inputs.Count].Rows;

    /// <summary>The smallest and largest integer an entry of the value can be.</summary>
    public (int Min, int Max) RangeOf(int value)
    {
        if (value < Inputs.Count || Layers[value - Inputs.Count].Function == 0)
        {
            return (0, MaxValue);
        }
        var table = Functions[Layers[value - Inputs.Count].Function - 1];
        return (table.Min, table.Max);
    }
}
