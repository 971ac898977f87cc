// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Circuits;

/// <summary>Compile: QuantizedModel to Circuit. A translation without choices.</summary>
public static class CircuitCompiler
{
    // What native code takes (native/src/circuit/reader.cc), said here in the model's words.
    private const int MaxVectors = 64;
    private const int MaxPublished = 1 << 14;
    private const long MaxParameters = 1L << 26;

    /// <summary>Writes the model as a circuit.</summary>
    /// <exception cref="UnsupportedModelException">The model is larger than what can be proven.</exception>
    public static Circuit Compile(QuantizedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireAtMost(model.Inputs.Count, MaxVectors, "inputs");
        RequireAtMost(model.Layers.Count, MaxVectors, "layers");
        RequireAtMost(model.Outputs.Count, MaxVectors, "outputs");
        RequireAtMost(model.Functions.Count, MaxVectors, "different functions");
        RequireAtMost(model.Parameters, MaxParameters, "parameters");
        RequireAtMost(
            model.Outputs.Sum(output => output.Tensor.Words)
                + model.Inputs.Where(input => input.Visibility == Visibility.Public).Sum(input => input.Size),
            MaxPublished, "published integers (an exact accumulator counts twice)");
        var message = CircuitFormat.Write(model);
        return new Circuit(message.ToByteArray(), model.Schema, CircuitFormat.Digest(message));
    }

    /// <summary>What of the limits is known before any data: sentences, none if the model keeps them all.</summary>
    /// <param name="model">The imported model, with its inputs hidden and its outputs requantized.</param>
    public static IEnumerable<string> Problems(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var largest = Enumerable.Range(0, model.Inputs.Count + model.Layers.Count).Max(model.SizeOf);
        (long Count, long Limit, string What)[] facts =
        [
            (model.Inputs.Count, MaxVectors, "inputs"), (model.Layers.Count, MaxVectors, "layers"), (model.Outputs.Count, MaxVectors, "outputs"),
            (model.Parameters, MaxParameters, "parameters"), (model.Outputs.Sum(output => (long)output.Info.Size), MaxPublished, "published integers"),
            (largest, CircuitFormat.MaxSize, "entries in its largest value"),
        ];
        return facts.Where(fact => fact.Count > fact.Limit)
            .Select(fact => $"The model is not supported: {Sentence(fact.Count, fact.Limit, fact.What)}.");
    }

    private static string Sentence(long count, long limit, string what) => $"it has {count} {what}; at most {limit} can be proven";

    private static void RequireAtMost(long count, long limit, string what)
    {
        if (count > limit)
        {
            throw new UnsupportedModelException("", "", Sentence(count, limit, what));
        }
    }
}
