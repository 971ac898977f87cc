// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Quantization;

/// <summary>What happened to one layer.</summary>
/// <param name="Name">The ONNX node.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Inner">Entries of the value it reads.</param>
/// <param name="Activation">The function after it.</param>
/// <param name="Observed">What calibration saw before the activation.</param>
/// <param name="Range">What the integers before the activation cover; beyond it they saturate.</param>
/// <param name="Scale">The step of the result's integers.</param>
/// <param name="ZeroPoint">The integer of the result that means 0.</param>
/// <param name="Widened">
/// By which factor the range was widened beyond margin and calibration, so that weights fit 32 bits and sums their bound.
/// </param>
/// <param name="AccumulatorBits">
/// log2 of the largest |Σ W·x + b + 2^(s−1)| any input can reach; always below 4T − 1, so every input has a proof.
/// </param>
/// <param name="SaturatedShare">The part of the calibration entries that saturated where the float model does not.</param>
/// <param name="MaxAbsError">
/// Measured: the largest difference of an entry, after the activation, from the float model's; over all samples, since a
/// layer that few of them reach says little. Errors of the layers before it are in it.
/// </param>
/// <param name="CutsBelow">Whether the lower end of the range changes what lies below it; false where the activation does.</param>
/// <param name="CutsAbove">The same of the upper end.</param>
public sealed record LayerReport(
    string Name,
    int Rows,
    int Inner,
    string Activation,
    Interval Observed,
    Interval Range,
    double Scale,
    double ZeroPoint,
    double Widened,
    double AccumulatorBits,
    double SaturatedShare,
    double MaxAbsError,
    bool CutsBelow,
    bool CutsAbove);

/// <summary>How far the integer model is from the float model.</summary>
/// <param name="Bits">T.</param>
/// <param name="GivenSamples">Calibration samples the caller gave.</param>
/// <param name="SyntheticSamples">Samples that were made up to complete them.</param>
/// <param name="Reference">"ONNX Runtime", or "double precision" if no file was given.</param>
/// <param name="MaxAbsError">
/// Measured: the largest |integer model − reference| of an output over the given samples (over the synthetic ones if none
/// were given).
/// </param>
/// <param name="MeanAbsError">Measured: the mean of it.</param>
/// <param name="SyntheticMaxAbsError">Measured: the largest one over the synthetic samples; 0 without any.</param>
/// <param name="ImportError">
/// Measured: the largest |this project's float evaluation − reference|; large only if the import misread the model.
/// </param>
/// <param name="LargestOutput">The largest |output| of the reference over the samples of MaxAbsError, to compare with.</param>
/// <param name="AnalyticBound">
/// Computed, not measured: no input whose values inside stay in the layers' ranges has a larger output error, in exact
/// arithmetic. It adds the worst cases of all roundings, so it is far above the measured error.
/// </param>
/// <param name="SixSigma">
/// Estimated, not proven: six standard deviations of the worst output entry, if all roundings were independent.
/// </param>
/// <param name="Layers">One entry per layer.</param>
public sealed record QuantizationReport(
    int Bits,
    int GivenSamples,
    int SyntheticSamples,
    string Reference,
    double MaxAbsError,
    double MeanAbsError,
    double SyntheticMaxAbsError,
    double ImportError,
    double LargestOutput,
    double AnalyticBound,
    double SixSigma,
    IReadOnlyList<LayerReport> Layers);
