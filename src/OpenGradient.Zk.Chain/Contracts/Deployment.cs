// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>A contract that was just created.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="RuntimeSize">Bytes of runtime code.</param>
/// <param name="Transaction">The receipt.</param>
/// <param name="Gas">Where the gas went.</param>
public sealed record Deployment(
    EthereumAddress Address, int RuntimeSize, TransactionReceipt Transaction, GasReport Gas);
