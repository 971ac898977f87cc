// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Onnx;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk inspect: what is in an ONNX file, and what stands in the way of proving it.</summary>
internal static class InspectVerb
{
    internal static Command Command() => Verb.Create(
        "inspect", "Say what is in an ONNX file, and what stands in the way of proving it.", [ModelOptions.Model], RunAsync);

    private static Task<VerbResult> RunAsync(VerbContext context) => Task.Run(
        () =>
        {
            var found = Inspect(context.Get(ModelOptions.Model));
            var failure = found.Supported ? null : new Failure(
                ExitCode.Unsupported, "unsupported_model", found.Problems.Count > 0 ? found.Problems[0] : "The model is not supported.",
                found.Nodes.Any(node => !node.Supported) ? "Rewrite or remove the nodes marked \"no\", and export again." : "Make the model smaller, and export again.");
            var data = new
            {
                found.Supported, found.Name, found.Opset,
                Nodes = found.Nodes.Select(node => new { node.Name, node.Op, node.Supported, node.Reason }),
                found.Problems, found.Parameters, found.Macs, found.Inputs, found.Outputs,
            };
            return new VerbResult(data, console => Show(console, found), failure);
        },
        context.CancellationToken);

    // What the importer takes may still be too large for a circuit.
    private static OnnxInspection Inspect(string path)
    {
        var found = OnnxModel.Inspect(path);
        IReadOnlyList<string> tooLarge = found.Supported ? [.. CircuitCompiler.Problems(OnnxModel.Import(path))] : [];
        return tooLarge.Count == 0 ? found : found with { Supported = false, Problems = tooLarge };
    }

    private static void Show(IAnsiConsole console, OnnxInspection found)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Plain.Line(found.Name)}: opset {found.Opset}, {found.Nodes.Count} nodes, {found.Parameters:N0} parameters, {found.Macs:N0} multiplications"));
        foreach (var (kind, tensor) in found.Inputs.Select(t => ("input", t)).Concat(found.Outputs.Select(t => ("output", t))))
        {
            console.WriteLine($"{kind} {Plain.Line(tensor.Name)}: {tensor.ElementType} [{string.Join(", ", tensor.Shape)}]");
        }
        var table = new Table().Border(TableBorder.Minimal).AddColumns("node", "operator", "proven", "reason");
        foreach (var node in found.Nodes)
        {
            table.AddRow(Plain.Markup(node.Name), Plain.Markup(node.Op), node.Supported ? "[green]yes[/]" : "[red]no[/]", Plain.Markup(node.Reason ?? ""));
        }
        console.Write(table);
        foreach (var problem in found.Problems)
        {
            console.WriteLine(Plain.Sentence(problem));
        }
        console.WriteLine(found.Supported
            ? "This model can be proven, if its numbers fit the integers: `ogzk quantize` with calibration rows tells."
            : "This model cannot be proven as it is.");
    }
}
