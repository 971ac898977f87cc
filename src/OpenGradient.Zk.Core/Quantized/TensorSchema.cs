// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>Who sees a tensor's values.</summary>
public enum Visibility
{
    /// <summary>Only the prover.</summary>
    Private,

    /// <summary>Everyone: the values are published and bound by the proof.</summary>
    Public,
}

/// <summary>
/// An input or output, and how its integers are read: value = (entry − zeroPoint) · scale, or, where the exact accumulator
/// is published, (acc · 2^−2T − zeroPoint) · scale.
/// </summary>
/// <param name="Name">The ONNX name; it comes from the model file.</param>
/// <param name="Shape">Row-major, batch 1.</param>
/// <param name="Scale">The step of one integer; positive and finite.</param>
/// <param name="ZeroPoint">The entry that means 0. A published integer is entry − zeroPoint; the words of an exact output are not shifted.</param>
/// <param name="Visibility">Outputs are public.</param>
/// <param name="Bits">T: entries are in [0, 2^T).</param>
/// <param name="Exact">Outputs only: the accumulators are published (protocol.md §3.5), not the requantized entries.</param>
public sealed record TensorSchema(
    string Name, IReadOnlyList<int> Shape, double Scale, int ZeroPoint, Visibility Visibility, int Bits, bool Exact = false)
{
    /// <summary>The number of entries.</summary>
    public int Size => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));

    /// <summary>The shape as people write it, "[1, 784]".</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>How many integers are published: one per entry, or all quotients and then all remainders.</summary>
    public int Words => Exact ? checked(2 * Size) : Size;

    /// <summary>The smallest real value that has an entry. An exact output is not cut to it.</summary>
    public double Lower => (0 - ZeroPoint) * Scale;

    /// <summary>The largest real value that has an entry. An exact output is not cut to it.</summary>
    public double Upper => ((1 << Bits) - 1 - ZeroPoint) * Scale;

    /// <summary>What published integers mean.</summary>
    /// <param name="published">All <see cref="Words"/> of them, as they appear on chain.</param>
    /// <returns>One real number per entry.</returns>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public double[] Dequantize(IReadOnlyList<int> published)
    {
        ArgumentNullException.ThrowIfNull(published);
        RequireAll(published);
        return Exact
            ? [.. Accumulators(published).Select(accumulator => accumulator.Real(this))]
            : [.. published.Select(value => value * Scale)];
    }

    /// <summary>The accumulators in the words of an exact output.</summary>
    /// <inheritdoc cref="Dequantize"/>
    /// <exception cref="InvalidOperationException">The output is requantized.</exception>
    public IReadOnlyList<ExactAccumulator> Accumulators(IReadOnlyList<int> published)
    {
        ArgumentNullException.ThrowIfNull(published);
        RequireAll(published);
        return Exact
            ? [.. Enumerable.Range(0, Size).Select(i => new ExactAccumulator(published[i], published[Size + i]))]
            : throw new InvalidOperationException($"\"{Name}\" is requantized: its published integers are not accumulators.");
    }

    private void RequireAll(IReadOnlyList<int> published)
    {
        if (published.Count != Words)
        {
            throw new ArgumentException($"\"{Name}\" has {Words} published integers, not {published.Count}.", nameof(published));
        }
    }
}
