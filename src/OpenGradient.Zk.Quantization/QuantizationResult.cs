// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>The integer model, and how good it is.</summary>
/// <param name="Model">What is compiled and proven.</param>
/// <param name="Report">Ranges and errors.</param>
public sealed record QuantizationResult(QuantizedModel Model, QuantizationReport Report);
