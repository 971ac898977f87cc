// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization;

/// <summary>Quantizes all layers at one width, in order, and measures the result.</summary>
internal sealed class ModelQuantizer(
    Model model, CalibrationSet given, Observation seen, QuantizationOptions options, int bits)
{
    private readonly AffineGrid[] _grids = new AffineGrid[model.Inputs.Count + model.Layers.Count];
    private readonly Interval[] _ranges = new Interval[model.Inputs.Count + model.Layers.Count];
    private readonly (int Min, int Max)[] _integers = new (int, int)[model.Inputs.Count + model.Layers.Count];
    private readonly ErrorBound[] _errors = new ErrorBound[model.Inputs.Count + model.Layers.Count];
    private readonly List<FunctionTable> _functions = [];
    private readonly List<QuantizedLayer> _layers = [];
    private readonly List<LayerQuantizer.Result> _results = [];

    private int Max => (1 << bits) - 1;

    public QuantizationResult Run(CancellationToken cancellationToken)
    {
        TensorSchema[] inputs = [.. model.Inputs.Select(QuantizeInput)];
        var published = model.Outputs.Select(output => output.Value).ToHashSet();
        for (var l = 0; l < model.Layers.Count; l++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            QuantizeLayer(l, published.Contains(model.Inputs.Count + l));
        }
        var quantized = new QuantizedModel(
            model.Name, bits, model.SourceDigest, inputs, _layers, [.. model.Outputs.Select(Output)], _functions);
        AccumulatorBounds.Require(quantized);
        return new QuantizationResult(quantized, Measure(quantized, cancellationToken));
    }

    private TensorSchema QuantizeInput(TensorInfo input, int index)
    {
        var grid = InputRanges.Grid(seen.InputRanges[index], index, given, Max);
        (_grids[index], _integers[index], _errors[index]) = (grid, (0, Max), ErrorBound.OfInput(input.Size, grid.Scale));
        _ranges[index] = new Interval(grid.Real(0), grid.Real(Max));
        var visibility = options.PublicInputs.Contains(input.Name) ? Visibility.Public : Visibility.Private;
        return new TensorSchema(input.Name, input.Shape, grid.Scale, (int)grid.Zero, visibility, bits);
    }

    private void QuantizeLayer(int l, bool published)
    {
        var layer = model.Layers[l];
        var value = model.Inputs.Count + l;
        var reachable = LayerRanges.Reachable(layer, _ranges[layer.Input]);
        var range = LayerRanges.Choose(layer, seen.Before[l], seen.GivenBefore[l], reachable, seen.Margin, bits);
        var result = LayerQuantizer.Quantize(layer, _grids[layer.Input], _integers[layer.Input], range, bits, published, coarse: !given.IsPublic);
        var integers = result.Layer;
        if (result.Table is { } table)
        {
            // Layers with the same function on the same grid share a table.
            var same = _functions.FindIndex(other => other.Values.AsSpan().SequenceEqual(table.Values));
            if (same < 0)
            {
                same = _functions.Count;
                _functions.Add(table);
            }
            integers = new QuantizedLayer(
                integers.Name, integers.Input, integers.Rows, integers.Inner, integers.Weights, integers.Bias, same + 1);
        }
        _layers.Add(integers);
        _results.Add(result);
        _grids[value] = result.After;
        _integers[value] = result.Table is null ? (0, Max) : (result.Table.Min, result.Table.Max);
        _ranges[value] = new Interval(result.After.Real(_integers[value].Min), result.After.Real(_integers[value].Max));
        _errors[value] = ErrorBound.OfLayer(layer, result, _grids[layer.Input], _integers[layer.Input], _errors[layer.Input], 2 * bits);
    }

    private QuantizedOutput Output(ModelOutput output)
    {
        var grid = _grids[output.Value];
        return new QuantizedOutput(
            new TensorSchema(
                output.Info.Name, output.Info.Shape, grid.Scale, (int)grid.Zero, Visibility.Public, bits, options.PublishAccumulators),
            output.Value);
    }

    private ErrorBound ErrorsOf(ModelOutput output) => options.PublishAccumulators
        ? _errors[output.Value].BeforeRounding(_grids[output.Value].Scale) : _errors[output.Value];

    private QuantizationReport Measure(QuantizedModel quantized, CancellationToken cancellationToken)
    {
        // Errors count on the given samples; the synthetic ones are only told, unless there is nothing else.
        double max = 0, sum = 0, synthetic = 0;
        long count = 0;
        var (saturated, errors) = (new long[model.Layers.Count], new double[model.Layers.Count]);
        for (var s = 0; s < seen.Samples.Samples.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = InputQuantizer.Quantize(quantized.Schema, seen.Samples.Samples[s], OutOfRange.Clamp);
            var values = IntegerEvaluator.Evaluate(quantized, entries);
            var actual = IntegerEvaluator.Dequantized(quantized, values);
            for (var o = 0; o < actual.Length; o++)
            {
                for (var i = 0; i < actual[o].Length; i++)
                {
                    if (!double.IsFinite(seen.Expected[s][o][i]))
                    {
                        continue;
                    }
                    var error = Math.Abs(actual[o][i] - seen.Expected[s][o][i]);
                    if (s < seen.Given || seen.Given == 0)
                    {
                        (max, sum, count) = (Math.Max(max, error), sum + error, count + 1);
                    }
                    synthetic = s < seen.Given ? synthetic : Math.Max(synthetic, error);
                }
            }
            CompareLayers(s, values, saturated, errors);
        }
        return new QuantizationReport(
            bits, seen.Given, seen.Samples.Samples.Count - seen.Given, seen.Reference,
            max, count == 0 ? 0 : sum / count, synthetic, seen.ImportError, seen.Largest,
            model.Outputs.Max(output => ErrorsOf(output).Worst.Max()),
            6 * Math.Sqrt(model.Outputs.Max(output => ErrorsOf(output).Variance.Max())),
            [.. model.Layers.Select((layer, l) => Report(layer, l, saturated[l], errors[l]))]);
    }

    private void CompareLayers(int s, int[][] actual, long[] saturated, double[] errors)
    {
        var (values, before) = FloatEvaluator.Evaluate(model, seen.Samples.Samples[s]);
        for (var l = 0; l < before.Length; l++)
        {
            var grid = _results[l].Before;
            var f = model.Layers[l].Activation;
            saturated[l] += before[l].Count(x =>
                Math.Abs(f.Apply(Math.Clamp(x, grid.Real(0), grid.Real(Max))) - f.Apply(x)) > _results[l].After.Scale);
            var value = model.Inputs.Count + l;
            for (var i = 0; i < actual[value].Length; i++)
            {
                var error = Math.Abs(_grids[value].Real(actual[value][i]) - values[value][i]);
                errors[l] = double.IsFinite(error) ? Math.Max(errors[l], error) : errors[l];
            }
        }
    }

    private LayerReport Report(DenseLayer layer, int l, long saturated, double error)
    {
        var result = _results[l];
        return new LayerReport(
            layer.Name, layer.Rows, layer.Inner, layer.Activation.Name, seen.Before[l],
            new Interval(result.Before.Real(0), result.Before.Real(Max)), result.After.Scale, result.After.Zero,
            result.Widened, result.AccumulatorBits,
            (double)saturated / Math.Max(1, (long)layer.Rows * seen.Samples.Samples.Count), error,
            Cuts(layer.Activation, result, result.Before.Real(0), -1), Cuts(layer.Activation, result, result.Before.Real(Max), 1));
    }

    // Whether the function goes on moving beyond an end of its range: a ReLU below 0 and a tanh beyond its shoulders do not.
    private bool Cuts(Activation f, LayerQuantizer.Result result, double end, int direction)
    {
        var span = Max * result.Before.Scale;
        return ((double[])[0.25, 1, 4]).Any(far =>
            Math.Abs(f.Apply(end + direction * far * span) - f.Apply(end)) > result.After.Scale);
    }
}
