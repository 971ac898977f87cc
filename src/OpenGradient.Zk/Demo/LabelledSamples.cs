// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Demo;

/// <summary>A test split: samples with the class each belongs to.</summary>
/// <param name="Samples">One flat array per graph input, for every row.</param>
/// <param name="Labels">The class of every row.</param>
public sealed record LabelledSamples(IReadOnlyList<double[][]> Samples, IReadOnlyList<int> Labels)
{
    /// <summary>Reads {"cases": [{"inputs": [[…]], "label": n}, …]}.</summary>
    /// <exception cref="InvalidInputException">The file is not of this form, or a row has no label.</exception>
    public static LabelledSamples Read(string path)
    {
        var samples = InputFile.ReadSamples(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            int[] labels = [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(row => row.GetProperty("label").GetInt32())];
            return new LabelledSamples(samples, labels);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException($"{path} has a row without a whole number \"label\".", error);
        }
    }
}
