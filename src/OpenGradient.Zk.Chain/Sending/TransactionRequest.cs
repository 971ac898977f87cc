// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// What to send; nonce, fees and, unless given, the gas limit are filled in by <see cref="TransactionSender"/>.
/// </summary>
public sealed record TransactionRequest
{
    /// <summary>The account called; null creates a contract.</summary>
    public EthereumAddress? To { get; init; }

    /// <summary>Calldata or creation code.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Wei sent along.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Gas it may use; null estimates, which also finds a revert before anything is spent.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>Names the call in errors, such as "InferenceHub.settle".</summary>
    public string Description { get; init; } = "The transaction";

    /// <summary>Whose custom errors may come back; null knows only Solidity's own.</summary>
    public ContractAbi? Abi { get; init; }
}
