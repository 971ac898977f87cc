// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Example inputs that show the ranges a model works in.</summary>
/// <remarks>One sample holds one flat row-major array per graph input.</remarks>
public sealed class CalibrationSet
{
    /// <summary>No samples: then every input needs a range in <see cref="QuantizationOptions.InputRanges"/>.</summary>
    public static CalibrationSet Empty { get; } = new([]);

    /// <summary>Takes samples, unchecked; <see cref="Require"/> checks them against a model.</summary>
    /// <param name="samples">One flat row-major array per graph input.</param>
    /// <param name="isPublic">Whether anybody may know them.</param>
    public CalibrationSet(IReadOnlyList<double[][]> samples, bool isPublic = false) => (Samples, IsPublic) = (samples, isPublic);

    /// <summary>samples[s][i] is graph input i of sample s.</summary>
    public IReadOnlyList<double[][]> Samples { get; }

    /// <summary>
    /// Whether anybody may know the samples: then scales fit what they show to the last digit. Otherwise scales and tables,
    /// which are public, show no more of them than coarse ranges do (<see cref="CoarseRange"/>).
    /// </summary>
    public bool IsPublic { get; }

    /// <exception cref="InvalidInputException">A sample does not fit the model.</exception>
    internal void Require(Model model)
    {
        for (var s = 0; s < Samples.Count; s++)
        {
            InputCheck.Require(Samples[s], [.. model.Inputs.Select(input => (input.Name, input.Shape))], $"calibration sample {s}");
        }
    }
}
