// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// Where exact outputs (protocol.md §3.5) determine a hidden value to whoever knows the weights. The weights need not be
/// published for that: they may be known as those of an open model, or extracted from earlier answers.
/// </summary>
/// <remarks>
/// It is a count, and no proof of either side. It takes every hidden entry for a random one of T bits; entries that are often
/// 0 (after a ReLU, a blank pixel) or on a coarser grid hold less, a row with few weights tells much about few entries, and
/// several answers about one input add up. So what this does not name is not thereby safe.
/// </remarks>
public static class ExactDisclosure
{
    /// <summary>
    /// Whether R exact sums over K hidden entries tell at least as much as is hidden: R·(3T + log2 K) ≥ K·T. A sum of K
    /// products, of a weight of 2T bits and an entry of T bits, has 3T + log2 K bits; the entries have K·T. From there on one
    /// input fits the sums as a rule, and it is a close vector of the lattice that the known weights span, so lattice
    /// reduction finds it where K is small: 28 entries of 12 bits from 10 sums in less than a second.
    /// </summary>
    /// <param name="bits">T.</param>
    /// <param name="rows">R, the published sums.</param>
    /// <param name="inner">K, the entries they are sums over.</param>
    public static bool Determines(int bits, long rows, int inner) => ToldBits(bits, rows, inner) >= HiddenBits(bits, inner);

    /// <summary>R·(3T + log2 K), what the sums tell at most.</summary>
    public static double ToldBits(int bits, long rows, int inner) => rows * ((3 * bits) + Math.Log2(inner));

    /// <summary>K·T, what is hidden at most.</summary>
    public static long HiddenBits(int bits, int inner) => (long)inner * bits;

    /// <summary>The hidden values of a model that its exact outputs determine, each once.</summary>
    public static IReadOnlyList<DeterminedValue> Find(QuantizedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        // Sums over one value are sums of one layer, however many outputs they are split into; a layer published twice tells nothing twice.
        return [.. model.Outputs.Where(output => output.Tensor.Exact)
            .GroupBy(output => LayerOf(model, output.Value).Input)
            .Where(reading => !IsKnown(model, reading.Key))
            .Select(reading => new DeterminedValue(
                reading.Key, [.. reading.Select(output => output.Tensor.Name)],
                reading.Select(output => output.Value).Distinct().Sum(value => (long)model.SizeOf(value)), model.SizeOf(reading.Key)))
            .Where(value => Determines(model.Bits, value.Rows, value.Inner))];
    }

    // With the weights: what is published, and what is computed from that.
    private static bool IsKnown(QuantizedModel model, int value)
    {
        for (; value >= model.Inputs.Count; value = LayerOf(model, value).Input)
        {
            if (model.Outputs.Any(output => output.Value == value))
            {
                return true;
            }
        }
        return model.Inputs[value].Visibility == Visibility.Public;
    }

    private static QuantizedLayer LayerOf(QuantizedModel model, int value) => model.Layers[value - model.Inputs.Count];
}

/// <summary>A hidden value that exact outputs determine.</summary>
/// <param name="Value">Its id: below the number of inputs an input, else a layer's result.</param>
/// <param name="Outputs">Names of the exact outputs that are sums over it.</param>
/// <param name="Rows">R, the different sums in them.</param>
/// <param name="Inner">K, its entries.</param>
public sealed record DeterminedValue(int Value, IReadOnlyList<string> Outputs, long Rows, int Inner);
