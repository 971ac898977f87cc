// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
namespace OpenGradient.Zk;

/// <summary>What decides how a model is proven.</summary>
public sealed record PipelineOptions
{
    /// <summary>T, the width of activations in bits.</summary>
    public int Bits { get; init; } = 12;

    /// <summary>
    /// A file of sample inputs that shows the ranges the model works in. Null: calibration.json beside the model, else
    /// the declared ranges, else the first input that is proven.
    /// </summary>
    public string? CalibrationPath { get; init; }

    /// <summary>Ranges of inputs by name, where the caller knows them.</summary>
    public IReadOnlyDictionary<string, (double Lower, double Upper)> InputRanges { get; init; } =
        new Dictionary<string, (double, double)>();

    /// <summary>Names of inputs that are published with the proof; the others stay with the prover.</summary>
    public IReadOnlyList<string> PublicInputs { get; init; } = [];

    /// <summary>
    /// Publish exact accumulators and not requantized values: more precise, but the weights become easier to extract, and
    /// where they are known, the last layer's input may be computed from each proof.
    /// </summary>
    public bool PublishAccumulators { get; init; }

    /// <summary>The largest difference to ONNX Runtime allowed on the calibration samples; null sets no bound.</summary>
    public double? TargetMaxAbsError { get; init; }

    /// <summary>A ceremony's powers-of-tau file; null takes the INSECURE development string.</summary>
    public string? SrsPath { get; init; }

    /// <summary>Refuse the insecure string.</summary>
    public bool RequireCeremony { get; init; }

    /// <summary>The key that must be used; null: whichever follows from the options, made now if need be.</summary>
    public Digest256? ExpectedKey { get; init; }

    /// <summary>Threads of the prover; 0 takes one per processor.</summary>
    public int Threads { get; init; }
}
