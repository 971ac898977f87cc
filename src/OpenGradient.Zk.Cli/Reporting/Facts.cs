// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>Results as lines of "name  value", so that grep and people both read them.</summary>
internal static class Facts
{
    internal static void Show(IAnsiConsole console, params IReadOnlyList<(string Name, string Value)> facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        foreach (var (name, value) in facts)
        {
            console.Profile.Out.Writer.WriteLine($"{Plain.Line(name).PadRight(width)}  {Plain.Sentence(value)}");
        }
    }

    internal static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Count(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Seconds(double? seconds) => seconds is { } s ? s.ToString("0.000", CultureInfo.InvariantCulture) + " s" : "(done before)";

    internal static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) + " MiB";

    internal static string Step(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    internal static string Error(double? error, int rows) => error is { } e
        ? string.Create(CultureInfo.InvariantCulture, $"{e:G4} against ONNX Runtime ({(rows == 0 ? "synthetic rows" : rows + " calibration rows")})")
        : "not measured";

    internal static (string Name, string Value) Input(TensorValues tensor) => ($"input {tensor.Name}", Values(tensor, "G6"));

    internal static (string Name, string Value) Output(TensorValues tensor) => tensor.Exact
        ? ($"output {tensor.Name} (exact)", Values(tensor, "G12"))
        : ($"output {tensor.Name}", Values(tensor, "G6"));

    private static string Values(TensorValues tensor, string format) =>
        string.Join(", ", tensor.Values.Take(16).Select(v => v.ToString(format, CultureInfo.InvariantCulture))) + (tensor.Values.Count > 16 ? ", …" : "");
}
