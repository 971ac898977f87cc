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
            console.Profile.Out.Writer.WriteLine($"{name.PadRight(width)}  {Plain.Line(value)}");
        }
    }

    internal static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Count(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Seconds(double? seconds) => seconds is { } s ? s.ToString("0.000", CultureInfo.InvariantCulture) + " s" : "(done before)";

    internal static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) + " MiB";

    internal static string Error(double? error, int rows) => error is { } e
        ? string.Create(CultureInfo.InvariantCulture, $"{e:G4} against ONNX Runtime ({(rows == 0 ? "synthetic rows" : rows + " calibration rows")})")
        : "not measured";

    internal static string Tensor(TensorValues tensor) =>
        string.Join(", ", tensor.Values.Take(16).Select(v => v.ToString("G6", CultureInfo.InvariantCulture))) + (tensor.Values.Count > 16 ? ", …" : "");
}
