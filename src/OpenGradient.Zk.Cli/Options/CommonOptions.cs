// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace OpenGradient.Zk.Cli;

/// <summary>Options of every verb.</summary>
internal static class CommonOptions
{
    internal static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON envelope on stdout: {\"schema\",\"ok\",\"data\",\"error\",\"timings\",\"warnings\"}.", Recursive = true,
    };

    internal static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "No progress on stderr; warnings and errors stay.", Recursive = true,
    };

    internal static Option<string?> Artifacts { get; } = new("--artifacts")
    {
        Description = "Where artefacts are kept (default: OGZK_ARTIFACTS, else ./artifacts/ogzk).", Recursive = true,
    };
}
