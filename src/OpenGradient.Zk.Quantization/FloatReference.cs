// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>The model as ONNX Runtime computes it (CPU, graph optimisations off): the reference for errors.</summary>
public sealed class FloatReference : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Model _model;

    /// <summary>Loads the file.</summary>
    /// <exception cref="InvalidModelException">ONNX Runtime cannot load it.</exception>
    public FloatReference(Model model, string path) : this(model, ReadAll(path), path)
    {
    }

    /// <summary>Loads the bytes of a file.</summary>
    /// <param name="model">The same bytes, imported: it names inputs, outputs and shapes.</param>
    /// <param name="onnx">The file's content.</param>
    /// <param name="file">What errors call it.</param>
    /// <exception cref="InvalidModelException">ONNX Runtime cannot load them.</exception>
    public FloatReference(Model model, byte[] onnx, string file)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        try
        {
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
            };
            _session = new InferenceSession(onnx, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException(file, "ONNX Runtime cannot load it (" + e.Message.TrimEnd('.') + ")", e);
        }
    }

    /// <summary>The outputs for one sample, in the model's order.</summary>
    /// <param name="sample">One flat array per input.</param>
    public double[][] Run(double[][] sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var inputs = new Dictionary<string, OrtValue>();
        try
        {
            for (var i = 0; i < sample.Length; i++)
            {
                var info = _model.Inputs[i];
                long[] shape = [.. info.Shape.Select(dimension => (long)dimension)];
                inputs[info.Name] = info.ElementType == TensorElementType.Float64
                    ? OrtValue.CreateTensorValueFromMemory((double[])sample[i].Clone(), shape)
                    : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(sample[i], value => (float)value), shape);
            }
            using var options = new RunOptions();
            using var results = _session.Run(options, inputs, [.. _model.Outputs.Select(output => output.Info.Name)]);
            return [.. results.Select(ToDoubles)];
        }
        finally
        {
            foreach (var value in inputs.Values)
            {
                value.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelException(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static double[] ToDoubles(OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double
            ? value.GetTensorDataAsSpan<double>().ToArray()
            : Array.ConvertAll(value.GetTensorDataAsSpan<float>().ToArray(), single => (double)single);
}
