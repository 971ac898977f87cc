// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.OnChain;

/// <summary>Why a proof would be submitted in vain, found out before anything is sent.</summary>
/// <param name="Code">A stable snake_case word for programs, such as "already_submitted".</param>
/// <param name="Message">A sentence.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="ByChain">Whether the state of the chain is the reason, and not what was asked for.</param>
public sealed record SubmissionRefusal(string Code, string Message, string Remedy, bool ByChain);
