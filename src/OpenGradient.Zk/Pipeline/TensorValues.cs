// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>A published tensor: the integers that were proven, and what they mean.</summary>
/// <param name="Name">The ONNX name; it comes from the model file.</param>
/// <param name="Shape">Row-major.</param>
/// <param name="Values">raw · scale.</param>
/// <param name="Raw">The proven integers.</param>
/// <param name="Scale">The step of one integer.</param>
public sealed record TensorValues(
    string Name, IReadOnlyList<int> Shape, IReadOnlyList<double> Values, IReadOnlyList<int> Raw, double Scale)
{
    /// <summary>Cuts a proof's published values into tensors: public inputs, then outputs.</summary>
    /// <exception cref="InvalidArtifactException">There are more or fewer values than the schema has.</exception>
    public static (IReadOnlyList<TensorValues> PublicInputs, IReadOnlyList<TensorValues> Outputs) Read(
        ModelSchema schema, IReadOnlyList<int> published)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(published);
        var inputs = schema.Inputs.Where(input => input.Visibility == Visibility.Public).ToList();
        var expected = inputs.Concat(schema.Outputs).Sum(tensor => tensor.Size);
        if (published.Count != expected)
        {
            throw new InvalidArtifactException("proof", $"it has {published.Count} published values, but the schema has {expected}");
        }
        var at = 0;
        TensorValues Next(TensorSchema tensor)
        {
            int[] raw = [.. published.Skip(at).Take(tensor.Size)];
            at += tensor.Size;
            return new TensorValues(tensor.Name, tensor.Shape, [.. raw.Select(value => tensor.Dequantize(value))], raw, tensor.Scale);
        }
        return ([.. inputs.Select(Next)], [.. schema.Outputs.Select(Next)]);
    }
}
