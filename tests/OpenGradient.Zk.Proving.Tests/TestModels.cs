// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

/// <summary>Small integer models with seeded random weights.</summary>
internal static class TestModels
{
    /// <summary>Three layers, one with a curve, one public and one hidden input; the linear output is exact on request.</summary>
    internal static QuantizedModel Small(int seed = 1, int bits = 8, bool exact = false)
    {
        var random = new Random(seed);
        FunctionTable curve = new("Square root", [.. Enumerable.Range(0, 1 << bits).Select(v => (int)Math.Sqrt(v))]);
        return new QuantizedModel(
            "small", bits, Digest256.Keccak($"small {seed}"),
            [Tensor("open", 3, Visibility.Public, bits), Tensor("hidden", 5, Visibility.Private, bits)],
            [Layer("first", 0, 4, 3, 1, random, bits), Layer("second", 1, 6, 5, 0, random, bits), Layer("third", 3, 2, 6, 0, random, bits)],
            [new QuantizedOutput(Tensor("y", 2, Visibility.Public, bits) with { Exact = exact }, 4), new QuantizedOutput(Tensor("z", 4, Visibility.Public, bits), 2)],
            [curve]);
    }

    internal static NativeCircuit Open(QuantizedModel model) => NativeCircuit.Open(CircuitCompiler.Compile(model).Bytes.Span);

    internal static int[][] Inputs(QuantizedModel model, int seed)
    {
        var random = new Random(seed);
        return [.. model.Inputs.Select(input => Enumerable.Range(0, input.Size).Select(_ => random.Next(model.MaxValue + 1)).ToArray())];
    }

    internal static int[] Flat(int[][] inputs) => [.. inputs.SelectMany(values => values)];

    private static TensorSchema Tensor(string name, int size, Visibility visibility, int bits) => new(name, [1, size], 0.5, 3, visibility, bits);

    private static QuantizedLayer Layer(string name, int input, int rows, int inner, int function, Random random, int bits)
    {
        // Weights of about 2^s / inner keep results in range without saturating them all.
        var size = (1L << (2 * bits)) / inner;
        return new QuantizedLayer(
            name, input, rows, inner, [.. Enumerable.Range(0, rows * inner).Select(_ => (int)random.NextInt64(-size / 2, size))],
            [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(1L << (3 * bits - 2)))], function);
    }
}
