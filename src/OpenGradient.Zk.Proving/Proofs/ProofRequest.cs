// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving;

/// <summary>What a proof's context was made of, for whoever submits it: the contract computes the context again.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Consumer">The contract that asked.</param>
/// <param name="Sender">The account that will submit.</param>
/// <param name="Nonce">That account's proofs before this one.</param>
/// <param name="Deadline">The last second, since 1970, in which the contract takes it.</param>
public sealed record ProofRequest(string ChainId, string Consumer, string Sender, ulong Nonce, ulong Deadline);
