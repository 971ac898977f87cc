// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk;

/// <summary>Where the ranges of a model come from, and under which name its circuit is kept.</summary>
internal sealed class CalibrationSource
{
    private const string Beside = "calibration.json";
    private const string FirstInput = "first input";

    private CalibrationSource(string identity, CalibrationSet rows) => (Identity, Rows) = (identity, rows);

    /// <summary>What the circuit's key says about calibration.</summary>
    internal string Identity { get; }

    /// <summary>The rows; may be none.</summary>
    internal CalibrationSet Rows { get; }

    /// <summary>The file named, else the one beside the model, else declared ranges, else the first input proven.</summary>
    /// <exception cref="InvalidInputException">A file is not there or not of this form.</exception>
    internal static CalibrationSource Choose(string modelPath, PipelineOptions options, double[][]? firstInput, IStepReporter reporter)
    {
        if (options.CalibrationPath is { } named)
        {
            return FromFile(named);
        }
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modelPath)) ?? ".", Beside);
        if (File.Exists(beside))
        {
            reporter.Note($"Calibrating with {beside}.");
            return FromFile(beside);
        }
        if (options.InputRanges.Count > 0 || firstInput is null)
        {
            return new CalibrationSource("none", CalibrationSet.Empty);
        }
        // The input is no part of the identity: the circuit must stay the same when the next input is proven.
        return new CalibrationSource(FirstInput, new CalibrationSet([firstInput]));
    }

    /// <summary>Said whenever one private input decides what everybody reads, in this run or in the one that made the circuit.</summary>
    internal void Warn(IStepReporter reporter)
    {
        if (Identity == FirstInput)
        {
            reporter.Warn(
                "No calibration rows: the ranges come from the one private input that was proven first. They are in every proof's schema, "
                + "rounded to a coarse grid, so they show its order of magnitude; and later inputs outside of them are refused. "
                + "Give calibration rows (--calibration FILE) or declare ranges (--input-range NAME=LOWER:UPPER).");
        }
    }

    private static CalibrationSource FromFile(string path)
    {
        var bytes = InputFile.ReadBytes(path);
        return new CalibrationSource(Digest256.Keccak(bytes).ToString(), InputFile.ParseCalibration(bytes, path));
    }
}
