// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>A published tensor: the integers that were proven, and what they mean.</summary>
/// <param name="Name">The ONNX name; it comes from the model file.</param>
/// <param name="Shape">Row-major.</param>
/// <param name="Values">The real numbers: raw · scale, or (accumulator · 2^−2T − zero point) · scale.</param>
/// <param name="Raw">The proven integers; of an exact output all quotients, then all remainders.</param>
/// <param name="Scale">The step of one integer; of an exact output, the step of its quotients.</param>
/// <param name="Exact">Whether accumulators are published (protocol.md §3.5).</param>
/// <param name="Accumulators">
/// The accumulators as decimal text, since they have up to 64 bits and JSON readers keep 53; null if requantized.
/// </param>
/// <param name="Saturated">
/// How many values stand at an end of the range that the scale covers: the true ones may lie beyond. An entry 0 that means
/// the real 0 is none of them. Exact outputs do not saturate.
/// </param>
public sealed record TensorValues(
    string Name, IReadOnlyList<int> Shape, IReadOnlyList<double> Values, IReadOnlyList<int> Raw, double Scale,
    bool Exact, IReadOnlyList<string>? Accumulators, int Saturated)
{
    /// <summary>Cuts a proof's published values into tensors: public inputs, then outputs.</summary>
    /// <exception cref="InvalidArtifactException">There are more or fewer values than the schema has.</exception>
    public static (IReadOnlyList<TensorValues> PublicInputs, IReadOnlyList<TensorValues> Outputs) Read(
        ModelSchema schema, IReadOnlyList<int> published)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(published);
        var inputs = schema.Inputs.Where(input => input.Visibility == Visibility.Public).ToList();
        var expected = inputs.Concat(schema.Outputs).Sum(tensor => tensor.Words);
        if (published.Count != expected)
        {
            throw new InvalidArtifactException("proof", $"it has {published.Count} published values, but the schema has {expected}");
        }
        var at = 0;
        TensorValues Next(TensorSchema tensor)
        {
            int[] raw = [.. published.Skip(at).Take(tensor.Words)];
            at += tensor.Words;
            return Of(tensor, raw);
        }
        return ([.. inputs.Select(Next)], [.. schema.Outputs.Select(Next)]);
    }

    private static TensorValues Of(TensorSchema tensor, int[] raw) => new(
        tensor.Name, tensor.Shape, tensor.Dequantize(raw), raw, tensor.Scale, tensor.Exact,
        tensor.Exact
            ? [.. tensor.Accumulators(raw).Select(words => words.Value(tensor.Bits).ToString(CultureInfo.InvariantCulture))]
            : null,
        tensor.Exact ? 0 : raw.Count(value => AtAnEnd(tensor, value)));

    // A published integer is entry − zeroPoint. Where the zero point is 0, so is the lower end, as after a ReLU.
    private static bool AtAnEnd(TensorSchema tensor, int value) =>
        value + (long)tensor.ZeroPoint == (1 << tensor.Bits) - 1 || (value == -tensor.ZeroPoint && tensor.ZeroPoint != 0);
}
