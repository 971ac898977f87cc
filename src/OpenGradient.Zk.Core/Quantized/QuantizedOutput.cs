// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>A published layer value, or the exact accumulators it was requantized from.</summary>
/// <param name="Tensor">Name, shape, scale and zero point, and which of the two.</param>
/// <param name="Value">The layer's value id.</param>
public sealed record QuantizedOutput(TensorSchema Tensor, int Value);
