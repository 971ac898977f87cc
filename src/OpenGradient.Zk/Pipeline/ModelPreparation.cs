// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk;

/// <summary>Import, quantize, compile: from an ONNX file to the files of a prepared model.</summary>
internal sealed class ModelPreparation(
    string modelPath, byte[] bytes, PipelineOptions options, CalibrationSource calibration, IStepReporter reporter, CancellationToken cancellationToken)
{
    /// <summary>Writes the files into a folder.</summary>
    internal async Task FillAsync(string folder)
    {
        var model = await reporter.RunAsync("import", $"Importing {Path.GetFileName(modelPath)}", _ =>
            Task.Run(() => OnnxModel.Import(bytes, modelPath), cancellationToken)).ConfigureAwait(false);
        var result = await reporter.RunAsync("quantize", $"Quantizing to {options.Bits} bits", _ =>
            Task.Run(() => Quantize(model), cancellationToken)).ConfigureAwait(false);
        var circuit = await reporter.RunAsync("compile", "Compiling", _ =>
            Task.Run(() => CircuitCompiler.Compile(result.Model), cancellationToken)).ConfigureAwait(false);

        QuantizedModelFile.Save(result.Model, Path.Combine(folder, PreparedModel.QuantizedFile));
        circuit.Save(Path.Combine(folder, PreparedModel.CircuitFile));
        AtomicFile.Write(Path.Combine(folder, PreparedModel.SummaryFile), PreparedModel.ToJson(Summarize(result)), secret: true);
    }

    private QuantizationResult Quantize(Model model)
    {
        RequireNames(model);
        try
        {
            return Quantizer.Quantize(model, modelPath, calibration.Rows, QuantizationOptions(), cancellationToken);
        }
        catch (QuantizationException error) when (options.TargetMaxAbsError is not null && error.Layer.Length == 0)
        {
            throw new AccuracyException(error.Message, error);
        }
    }

    private QuantizationOptions QuantizationOptions() => new()
    {
        ActivationBits = options.Bits,
        TargetMaxAbsError = options.TargetMaxAbsError,
        PublicInputs = options.PublicInputs.ToHashSet(StringComparer.Ordinal),
        InputRanges = options.InputRanges,
        PublishAccumulators = options.PublishAccumulators,
    };

    private void RequireNames(Model model)
    {
        var unknown = options.PublicInputs.Concat(options.InputRanges.Keys).FirstOrDefault(name => model.Inputs.All(input => input.Name != name));
        if (unknown is not null)
        {
            throw new InvalidInputException(
                $"The model has no input \"{unknown}\"; it has {string.Join(", ", model.Inputs.Select(input => $"\"{input.Name}\""))}.");
        }
    }

    private ModelSummary Summarize(QuantizationResult result) => new(
        result.Model.Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), result.Model.Parameters, result.Model.Macs, result.Model.Bits,
        result.Report.GivenSamples, result.Report.MaxAbsError, result.Report.MeanAbsError, result.Report);
}
