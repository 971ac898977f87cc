// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>A layer cannot be written in exact integers of the chosen width, or the result misses the error target.</summary>
public sealed class QuantizationException : ZkException
{
    /// <summary>Names the layer and the reason, with the observed and the allowed range.</summary>
    public QuantizationException(string layer, string reason)
        : base(layer.Length == 0 ? $"The model cannot be quantized: {reason}." : $"Layer \"{layer}\" cannot be quantized: {reason}.")
    {
        Layer = layer;
        Reason = reason;
    }

    /// <inheritdoc/>
    public override string Code => "quantization_failed";

    /// <summary>The layer's name; empty if the whole model is meant.</summary>
    public string Layer { get; }

    /// <summary>Why, as a clause without a final stop.</summary>
    public string Reason { get; }
}
