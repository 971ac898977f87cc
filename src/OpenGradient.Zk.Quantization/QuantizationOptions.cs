// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>How a model is written in integers.</summary>
public sealed record QuantizationOptions
{
    /// <summary>The width that is tried first if none is asked for.</summary>
    public const int DefaultBits = 12;

    /// <summary>The error that is accepted without a target, as a part of the largest output.</summary>
    public const double DefaultRelativeError = 0.01;

    /// <summary>
    /// T, 8 to 16: the width of activations; with <see cref="TargetMaxAbsError"/>, the first that is tried. Null: the first
    /// from 12 on whose error is at most 1 % of the largest output, or else the best one.
    /// </summary>
    public int? ActivationBits { get; init; }

    /// <summary>
    /// The largest difference to ONNX Runtime that is allowed on the calibration samples, in units of the outputs. Widths
    /// up to 16 are tried and the first that meets it is taken; if none does, quantization fails. Null: no target.
    /// </summary>
    public double? TargetMaxAbsError { get; init; }

    /// <summary>
    /// How far a layer's range reaches beyond what calibration saw, as a part of its span. Null: 0.25 with at least
    /// 32 calibration rows, 0.5 with fewer. Values outside of the range saturate.
    /// </summary>
    public double? RangeMargin { get; init; }

    /// <summary>Ranges of inputs by name, where the caller knows them; otherwise they come from the calibration rows.</summary>
    public IReadOnlyDictionary<string, (double Lower, double Upper)> InputRanges { get; init; } =
        new Dictionary<string, (double, double)>();

    /// <summary>Names of inputs that are published; all others stay with the prover.</summary>
    public IReadOnlySet<string> PublicInputs { get; init; } = new HashSet<string>();

    /// <summary>
    /// Publish the exact accumulators of the outputs (protocol.md §3.5) and not their requantized values. Every output must
    /// then be linear in its layer's input. It makes answers more precise, and the weights easier to extract: K + 1 answers
    /// with known inputs determine a row of K weights and its bias. Where the weights are known, one answer tells up to
    /// R·(3T + log2 K) of the K·T bits of the layer's input, and may determine it (<see cref="ExactDisclosure"/>).
    /// </summary>
    public bool PublishAccumulators { get; init; }

    /// <summary>With fewer calibration rows than this, synthetic rows are added up to it.</summary>
    public int SyntheticSamples { get; init; } = 64;

    /// <summary>Seed of the synthetic rows; equal seeds give equal results.</summary>
    public int Seed { get; init; } = 1;

    /// <exception cref="QuantizationException">An option is outside of its range.</exception>
    internal void Require()
    {
        if (ActivationBits is < QuantizedModel.MinBits or > QuantizedModel.MaxBits)
        {
            throw new QuantizationException(
                "", $"activations have {QuantizedModel.MinBits} to {QuantizedModel.MaxBits} bits, not {ActivationBits}");
        }
        if (RangeMargin is < 0 or > 100 or double.NaN || TargetMaxAbsError is <= 0 or double.NaN)
        {
            throw new QuantizationException("", "the range margin must be 0 to 100 and the error target positive");
        }
        foreach (var (name, (lower, upper)) in InputRanges)
        {
            if (!double.IsFinite(lower) || !double.IsFinite(upper) || lower >= upper)
            {
                throw new QuantizationException("", $"the range [{lower}, {upper}] of input \"{name}\" is not a range");
            }
        }
    }
}
