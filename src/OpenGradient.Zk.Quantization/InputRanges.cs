// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// Chooses the range and the grid of each input. Both are in the schema, which everybody reads: of private rows they tell
/// coarse ends, and whether the values sit on one of a few regular grids.
/// </summary>
internal static class InputRanges
{
    // Ranges that data is usually scaled to. One is taken if it holds the data and the data fills at least half of it.
    private static readonly Interval[] Usual = [new(0, 1), new(-1, 1), new(0, 16), new(0, 255)];

    // Data that sits on a regular grid (pixels, counts) can be hit exactly.
    private static readonly int[] UsualSteps = [1, 2, 4, 8, 10, 16, 20, 32, 50, 64, 100, 127, 128, 200, 255, 256, 1000];

    private const int FewSamples = 4;

    /// <exception cref="InvalidInputException">Neither data nor a declared range is there.</exception>
    public static Interval Choose(TensorInfo input, int index, CalibrationSet calibration, QuantizationOptions options)
    {
        if (options.InputRanges.TryGetValue(input.Name, out var declared))
        {
            return new Interval(declared.Lower, declared.Upper);
        }
        var seen = Interval.Empty;
        long count = 0;
        foreach (var sample in calibration.Samples)
        {
            foreach (var value in sample[index])
            {
                seen = seen.Include(value);
                count++;
            }
        }
        if (count == 0)
        {
            throw new InvalidInputException(
                $"Nothing shows the range of the input \"{input.Name}\": give calibration rows (--calibration FILE, or calibration.json beside "
                + "the model), or declare it (--input-range NAME=LOWER:UPPER).");
        }
        var reach = Math.Max(Math.Abs(seen.Lower), Math.Abs(seen.Upper));
        foreach (var usual in Usual)
        {
            // One or two samples without a negative value do not show that there are none, unless they look like pixels.
            var doubtful = usual == Usual[0] && calibration.Samples.Count < FewSamples && !LooksLikePixels(index, calibration);
            if (usual.Intersect(seen) == seen && reach >= usual.Upper / 2 && !doubtful)
            {
                return usual;
            }
        }
        // Few numbers say little about the range: n of them get a margin of 2/√n, at least 5 %, at most 100 %.
        var margin = Math.Clamp(2 / Math.Sqrt(count), 0.05, 1);
        var span = seen.Span > 0 ? seen.Span : Math.Max(reach, 1);
        var lower = seen.Lower >= 0 ? 0 : seen.Lower - margin * span;
        var upper = seen.Upper <= 0 ? 0 : seen.Upper + margin * span;
        var range = new Interval(lower, upper);
        return calibration.IsPublic ? range : CoarseRange.Outwards(range);
    }

    /// <summary>A grid that covers the range, and hits the calibration values exactly where they sit on a grid themselves.</summary>
    public static AffineGrid Grid(Interval range, int index, CalibrationSet calibration, int max)
    {
        var reach = Math.Max(-range.Lower, range.Upper);
        var parts = range.Lower < 0 && range.Upper > 0 ? max / 2 : max;
        if (reach > 0 && (range.Lower == 0 || range.Upper == 0 || range.Lower == -range.Upper))
        {
            foreach (var steps in UsualSteps)
            {
                if (steps <= parts && calibration.Samples.Count > 0 && calibration.Samples.All(sample => OnGrid(sample[index], reach / steps)))
                {
                    var scale = reach / (parts / steps * steps);
                    return new AffineGrid(scale, range.Lower < 0 ? Math.Ceiling(-range.Lower / scale - 1e-9) : 0);
                }
            }
        }
        return AffineGrid.WholeZero(range, max);
    }

    private static bool LooksLikePixels(int index, CalibrationSet calibration) => Array.Exists(
        UsualSteps, steps => calibration.Samples.All(sample => OnGrid(sample[index], 1.0 / steps)));

    private static bool OnGrid(double[] values, double step) =>
        Array.TrueForAll(values, value => Math.Abs(value / step - Math.Round(value / step)) < 1e-5);
}
