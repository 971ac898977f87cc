// SPDX-License-Identifier: Apache-2.0

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// How many sums of each layer left [0, 2^T) in one inference, below and above (protocol.md §3.1: they take the end). It
/// depends on the input, so it is the prover's to know.
/// </summary>
public sealed class Saturation
{
    private readonly int[] _below, _above;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="layers">The model's number of layers.</param>
    public Saturation(int layers) => (_below, _above) = (new int[layers], new int[layers]);

    /// <summary>Sums of a layer that were below 0.</summary>
    public int Below(int layer) => _below[layer];

    /// <summary>Sums of a layer that were above 2^T − 1.</summary>
    public int Above(int layer) => _above[layer];

    internal void Count(int layer, long quotient, int max)
    {
        _below[layer] += quotient < 0 ? 1 : 0;
        _above[layer] += quotient > max ? 1 : 0;
    }
}
