// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Demo;

/// <summary>How often the float model and the integer model name the right class.</summary>
/// <param name="Float">ONNX Runtime, 0 to 1.</param>
/// <param name="Quantized">The integers that are proven, 0 to 1.</param>
/// <param name="Agreement">How often both name the same class.</param>
/// <param name="MaxAbsError">The largest difference of an output.</param>
/// <param name="Rows">Rows of the test split.</param>
public sealed record Accuracy(double Float, double Quantized, double Agreement, double MaxAbsError, int Rows);

/// <summary>
/// Measures both models on a whole test split. Every row is evaluated by three programs: ONNX Runtime in floats, the C#
/// reference in integers, and the native prover in integers; the last two must agree to the bit.
/// </summary>
internal sealed class AccuracyCheck(FloatReference reference, QuantizedModel quantized, NativeCircuit circuit)
{
    /// <exception cref="ProverException">C# and native integers differ on some row.</exception>
    internal Accuracy Run(LabelledSamples test, CancellationToken cancellationToken)
    {
        int floatRight = 0, quantizedRight = 0, same = 0;
        var largest = 0.0;
        for (var row = 0; row < test.Samples.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var expected = reference.Run(test.Samples[row])[0];
            var actual = Integers(test.Samples[row], row)[0];
            var (a, b) = (Largest.Index(expected), Largest.Index(actual));
            floatRight += a == test.Labels[row] ? 1 : 0;
            quantizedRight += b == test.Labels[row] ? 1 : 0;
            same += a == b ? 1 : 0;
            largest = Math.Max(largest, expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max());
        }
        double rows = test.Samples.Count;
        return new Accuracy(floatRight / rows, quantizedRight / rows, same / rows, largest, test.Samples.Count);
    }

    private double[][] Integers(double[][] sample, int row)
    {
        var entries = InputQuantizer.Quantize(quantized.Schema, sample, OutOfRange.Clamp, $"test row {row}");
        var values = IntegerEvaluator.Evaluate(quantized, entries);
        int[] published = [.. IntegerEvaluator.Published(quantized, values).SelectMany(output => output)];
        int[] native = [.. circuit.Evaluate([.. entries.SelectMany(entry => entry)])];
        if (!published.AsSpan().SequenceEqual(native))
        {
            throw new ProverException(ProverFailure.Internal, $"C# and native integer inference differ on test row {row}.");
        }
        return IntegerEvaluator.Dequantized(quantized, values);
    }
}
