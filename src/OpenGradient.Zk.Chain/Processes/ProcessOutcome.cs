// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Processes;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Zero by custom means success; not zero is no exception here.</param>
/// <param name="StandardOutput">What it wrote, as UTF-8.</param>
/// <param name="StandardError">What it complained of, as UTF-8.</param>
/// <param name="Elapsed">Wall-clock time.</param>
public sealed record ProcessOutcome(int ExitCode, string StandardOutput, string StandardError, TimeSpan Elapsed);
