// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk;

/// <summary>What is said whenever a model's exact accumulators are published (protocol.md §3.5).</summary>
internal static class ExactOutputs
{
    internal const string Warning =
        "EXACT accumulators are published: every answer shows a linear function of the weights at full precision, which makes the weights "
        + "easier to extract. Whoever knows what a layer of K inputs was given learns a row of its weights from K + 1 answers. "
        + "Leave out --publish-accumulators where the weights are to stay secret.";

    internal static void Warn(PipelineOptions options, IStepReporter reporter)
    {
        if (options.PublishAccumulators)
        {
            reporter.Warn(Warning);
        }
    }
}
