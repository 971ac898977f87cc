// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Quantization;
namespace OpenGradient.Zk;

/// <summary>Facts about a prepared model. They show the model's digest and what calibration saw: as private as the weights.</summary>
/// <param name="Name">The graph's name.</param>
/// <param name="SourceSha256">SHA-256 of the ONNX file, as sha256sum prints it.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Macs">Multiplications of one inference.</param>
/// <param name="Bits">Width of activations.</param>
/// <param name="CalibrationRows">Rows the ranges were taken from.</param>
/// <param name="MaxAbsError">The largest difference to ONNX Runtime on these rows; null if it was not measured.</param>
/// <param name="MeanAbsError">The mean difference; null if it was not measured.</param>
/// <param name="Report">What quantization did to each layer.</param>
public sealed record ModelSummary(
    string Name, string SourceSha256, long Parameters, long Macs, int Bits,
    int CalibrationRows, double? MaxAbsError, double? MeanAbsError, QuantizationReport Report);
