// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Quantize: Model to QuantizedModel, by what calibration rows show of its ranges.</summary>
public static class Quantizer
{
    /// <summary>Writes the model in integers, and measures the error against ONNX Runtime.</summary>
    /// <param name="model">The imported model.</param>
    /// <param name="onnxPath">The file it came from, for ONNX Runtime; null: compare with double precision instead.</param>
    /// <param name="calibration">Example inputs. One is enough to start with; more give better ranges.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Polled between samples and layers.</param>
    /// <exception cref="QuantizationException">A layer does not fit, or no width meets the error target.</exception>
    /// <exception cref="UnsupportedModelException">Accumulators are to be published, but an output is not linear.</exception>
    /// <exception cref="InvalidInputException">A calibration row does not fit the model.</exception>
    /// <exception cref="InvalidModelException">ONNX Runtime cannot load the file.</exception>
    public static QuantizationResult Quantize(
        Model model,
        string? onnxPath,
        CalibrationSet calibration,
        QuantizationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibration);
        options ??= new QuantizationOptions();
        options.Require();
        calibration.Require(model);
        RequireNames(model, options);
        if (options.PublishAccumulators)
        {
            RequireLinearOutputs(model);
        }
        var observation = Observation.Make(model, onnxPath, calibration, options, cancellationToken);
        var target = options.TargetMaxAbsError
            ?? (options.ActivationBits is null ? QuantizationOptions.DefaultRelativeError * observation.Largest : double.PositiveInfinity);
        QuantizationResult? best = null;
        for (var bits = options.ActivationBits ?? QuantizationOptions.DefaultBits; bits <= QuantizedModel.MaxBits; bits++)
        {
            var result = new ModelQuantizer(model, calibration, observation, options, bits).Run(cancellationToken);
            best = best is null || result.Report.MaxAbsError < best.Report.MaxAbsError ? result : best;
            if (result.Report.MaxAbsError <= target)
            {
                return result;
            }
        }
        return options.TargetMaxAbsError is null ? best! : throw new QuantizationException(
            "", $"the error target {target} is not met by any width up to {QuantizedModel.MaxBits} bits; the best error is "
            + $"{best!.Report.MaxAbsError:G3}. Give more calibration rows, or a larger target");
    }

    // An accumulator is W·x + b. Only the float model can tell whether that is the output: in integers, the clamp of a Relu
    // and the clamp that every layer saturates with are one and the same (protocol.md §3.1).
    private static void RequireLinearOutputs(Model model)
    {
        foreach (var output in model.Outputs)
        {
            var layer = model.Layers[output.Value - model.Inputs.Count];
            if (!layer.Activation.IsLinear)
            {
                throw new UnsupportedModelException(
                    layer.Name, layer.Activation.Name,
                    $"the output \"{output.Info.Name}\" ends in {layer.Activation.Name}, and an exact accumulator is what stands before it; "
                    + "end the model at its last linear node, or publish its requantized values");
            }
        }
    }

    private static void RequireNames(Model model, QuantizationOptions options)
    {
        foreach (var name in options.PublicInputs.Concat(options.InputRanges.Keys))
        {
            if (model.Inputs.All(input => input.Name != name))
            {
                throw new QuantizationException(
                    "", $"the options name an input \"{name}\", but the model has "
                    + string.Join(", ", model.Inputs.Select(input => $"\"{input.Name}\"")));
            }
        }
    }
}
