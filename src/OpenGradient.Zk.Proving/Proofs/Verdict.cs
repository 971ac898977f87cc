// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving;

/// <summary>The verifier's answer. "No" is an answer, not an error, and names the check that said it.</summary>
/// <param name="Accepted">Whether the proof holds.</param>
/// <param name="Check">The refusal of protocol.md §10.2, such as "PairingRejected"; null when accepted.</param>
/// <param name="KeyCode">The code of KeyRejected (protocol.md §8.7); 0 otherwise.</param>
/// <param name="Detail">More words for a person; may be empty.</param>
public sealed record Verdict(bool Accepted, string? Check, int KeyCode, string Detail);
