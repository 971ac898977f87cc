// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>
/// Input files as EZKL users have them: {"input_data": [[…], …]}, one flat row-major list per graph input. A file of
/// several samples is {"cases": [{"inputs": [[…], …]}, …]}; with "public": true in it, anybody may know the samples.
/// </summary>
public static class InputFile
{
    /// <summary>The largest file that is read: 256 MiB.</summary>
    public const long MaxBytes = 1L << 28;

    private const int MaxDepth = 16;

    /// <summary>Reads one sample.</summary>
    /// <returns>One flat array per graph input; fit is checked by <see cref="InputQuantizer"/>.</returns>
    /// <exception cref="InvalidInputException">The file is not there or not of this form.</exception>
    public static double[][] Read(string path) => Parse(ReadBytes(path), path);

    /// <summary>Reads one sample from the bytes of a file.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static double[][] Parse(ReadOnlyMemory<byte> json, string file)
    {
        var samples = ParseSamples(json, file);
        return samples.Count == 1
            ? samples[0]
            : throw new InvalidInputException($"{file} has {samples.Count} samples where one is expected.");
    }

    /// <summary>Reads all samples of a file, of either form.</summary>
    /// <exception cref="InvalidInputException">The file is not there or not of this form.</exception>
    public static IReadOnlyList<double[][]> ReadSamples(string path) => ParseSamples(ReadBytes(path), path);

    /// <summary>Reads the samples of a file, and whether it calls them public.</summary>
    /// <exception cref="InvalidInputException">The file is not there or not of this form.</exception>
    public static CalibrationSet ParseCalibration(ReadOnlyMemory<byte> json, string file)
    {
        var samples = ParseSamples(json, file);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        if (!document.RootElement.TryGetProperty("public", out var word))
        {
            return new CalibrationSet(samples);
        }
        return word.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new CalibrationSet(samples, word.GetBoolean())
            : throw new InvalidInputException($"{file}: \"public\" is neither true nor false.");
    }

    /// <summary>The bytes of an input file.</summary>
    /// <exception cref="InvalidInputException">The file is not there, cannot be read, or is too large.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= MaxBytes
                ? File.ReadAllBytes(path)
                : throw new InvalidInputException($"{path} has {size} bytes; the limit is {MaxBytes}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException(e is FileNotFoundException or DirectoryNotFoundException
                ? $"There is no input file {path}{(Directory.Exists(path) ? ": it is a folder" : "")}." : $"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads all samples from the bytes of a file.</summary>
    /// <inheritdoc cref="ReadSamples(string)"/>
    public static IReadOnlyList<double[][]> ParseSamples(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (document.RootElement.TryGetProperty("input_data", out var data))
                {
                    return [Sample(data, "input_data", file)];
                }
                if (document.RootElement.TryGetProperty("cases", out var cases) && cases.ValueKind == JsonValueKind.Array)
                {
                    return [.. cases.EnumerateArray().Select((item, s) =>
                        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("inputs", out var inputs)
                            ? Sample(inputs, $"cases[{s}].inputs", file)
                            : throw new InvalidInputException($"{file}: cases[{s}] has no \"inputs\"."))];
                }
            }
            throw new InvalidInputException($"{file} has no \"input_data\"; expected {{\"input_data\": [[…], …]}}.");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                $"{file} is not JSON: line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}; NaN and Infinity are not JSON either.", e);
        }
    }

    private static double[][] Sample(JsonElement lists, string where, string file)
    {
        if (lists.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidInputException($"{file}: {where} is not a list of lists.");
        }
        return [.. lists.EnumerateArray().Select((list, i) => List(list, $"{where}[{i}]", file))];
    }

    private static double[] List(JsonElement list, string where, string file)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidInputException($"{file}: {where} is not a list; expected one flat list per input.");
        }
        var values = new double[list.GetArrayLength()];
        var i = 0;
        foreach (var item in list.EnumerateArray())
        {
            values[i] = item.ValueKind switch
            {
                JsonValueKind.Number when item.TryGetDouble(out var number) && double.IsFinite(number) => number,
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                JsonValueKind.Array => throw new InvalidInputException(
                    $"{file}: {where}[{i}] is a list; expected one flat row-major list per input."),
                // What stands there is as private as the numbers around it: its kind is told, not its text.
                _ => throw new InvalidInputException($"{file}: {where}[{i}] is not a finite number but {KindOf(item)}."),
            };
            i++;
        }
        return values;
    }

    private static string KindOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number => "too large a number",
        JsonValueKind.String => "text",
        JsonValueKind.Null => "null",
        _ => "an object",
    };
}
