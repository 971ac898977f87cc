// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Completes a small calibration set with synthetic samples.</summary>
internal static class Samples
{
    /// <summary>
    /// Half of the synthetic samples are uniform in the input ranges; the other half are given samples scaled by a random
    /// factor and shuffled a little, so that they keep the look of the data. Without given samples all are uniform.
    /// </summary>
    public static CalibrationSet Complete(
        Model model, CalibrationSet given, IReadOnlyList<Interval> ranges, QuantizationOptions options)
    {
        var samples = new List<double[][]>(given.Samples);
        var random = new Random(options.Seed);
        for (var s = given.Samples.Count; s < options.SyntheticSamples; s++)
        {
            var like = given.Samples.Count > 0 && s % 2 == 1 ? given.Samples[random.Next(given.Samples.Count)] : null;
            samples.Add([.. model.Inputs.Select((input, i) =>
                like is null ? Uniform(input.Size, ranges[i], random) : Near(like[i], ranges[i], random))]);
        }
        return new CalibrationSet(samples);
    }

    private static double[] Uniform(int size, Interval range, Random random)
    {
        var values = new double[size];
        for (var i = 0; i < size; i++)
        {
            values[i] = range.Lower + range.Span * random.NextDouble();
        }
        return values;
    }

    private static double[] Near(double[] like, Interval range, Random random)
    {
        var (factor, noise) = (0.5 + 0.7 * random.NextDouble(), 0.1 * random.NextDouble());
        return Array.ConvertAll(like, value => Math.Clamp(
            value * factor + range.Span * noise * (random.NextDouble() - 0.5), range.Lower, range.Upper));
    }
}
