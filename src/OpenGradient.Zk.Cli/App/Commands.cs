// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>All verbs, in the order in which they are used.</summary>
internal static class Commands
{
    internal static RootCommand Root() => new("Proves what an ONNX model computed, and lets Ethereum check it.")
    {
        CommonOptions.Json,
        CommonOptions.Quiet,
        CommonOptions.Artifacts,
        DemoVerb.Command(),
        InspectVerb.Command(),
        QuantizeVerb.Command(),
        CompileVerb.Command(),
        SetupVerb.Command(),
        ProveVerb.Command(),
        MockVerb.Command(),
        VerifyVerb.Command(),
        DeployVerb.Command(),
        SubmitVerb.Command(),
        SrsVerb.Command(),
        DevnetVerb.Command(),
    };
}
