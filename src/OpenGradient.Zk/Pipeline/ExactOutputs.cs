// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk;

/// <summary>What is said whenever a model's exact accumulators are published (protocol.md §3.5).</summary>
internal static class ExactOutputs
{
    internal const string Warning =
        "EXACT accumulators are published: every answer shows sums of weights times hidden values at full precision. That makes the weights "
        + "easier to extract: whoever knows what a layer of K inputs was given learns a row of its weights from K + 1 answers. And it makes "
        + "inputs easier to recover: where the weights are known or were extracted, R rows tell up to R(3T + log2 K) of the K*T bits that the "
        + "layer was given, which may determine them. Leave out --publish-accumulators where the weights or the inputs are to stay secret.";

    internal static void Warn(PipelineOptions options, IStepReporter reporter)
    {
        if (options.PublishAccumulators)
        {
            reporter.Warn(Warning);
        }
    }

    /// <summary>The stronger warnings, which need the sizes. The model is read back, so that they are repeated where it was made before.</summary>
    internal static PreparedModel Warn(PreparedModel model, IStepReporter reporter)
    {
        if (model.Schema.Outputs.Any(output => output.Exact))
        {
            foreach (var sentence in Sentences(QuantizedModelFile.Load(model.QuantizedPath)))
            {
                reporter.Warn(sentence);
            }
        }
        return model;
    }

    internal static IEnumerable<string> Sentences(QuantizedModel model) => ExactDisclosure.Find(model).Select(determined =>
    {
        var outputs = string.Join(", ", determined.Outputs.Select(name => $"\"{name}\""));
        var hidden = determined.Value < model.Inputs.Count
            ? $"the hidden input \"{model.Inputs[determined.Value].Name}\" from each proof"
            : "the hidden values before it from each proof, and with them what they tell of the model's input";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(determined.Outputs.Count == 1 ? "Output" : "Outputs")} {outputs}: whoever knows the weights can compute {hidden}. The {determined.Rows} exact sums tell up to "
            + $"{Math.Floor(ExactDisclosure.ToldBits(model.Bits, determined.Rows, determined.Inner))} bits of what has "
            + $"{ExactDisclosure.HiddenBits(model.Bits, determined.Inner)}. Leave out --publish-accumulators where that is to stay secret.");
    });
}
