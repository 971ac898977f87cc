// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>A transaction ready to send.</summary>
/// <param name="Raw">The bytes for eth_sendRawTransaction.</param>
/// <param name="Hash">Its name, known before it is sent.</param>
/// <param name="From">The signer.</param>
public sealed record SignedTransaction(ReadOnlyMemory<byte> Raw, TransactionHash Hash, EthereumAddress From);
