// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>A call to run or to estimate.</summary>
public sealed record CallRequest
{
    /// <summary>The contract called; null runs <see cref="Data"/> as creation code.</summary>
    public EthereumAddress? To { get; init; }

    /// <summary>Who seems to call; null leaves it to the node (the zero address).</summary>
    public EthereumAddress? From { get; init; }

    /// <summary>Calldata or creation code.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Wei sent along.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Gas it may use; null leaves it to the node.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>The block after which it runs; null is the newest.</summary>
    public ulong? Block { get; init; }
}

/// <summary>What to offer for gas, in wei per unit.</summary>
/// <param name="BaseFeePerGas">The base fee of the next block.</param>
/// <param name="MaxPriorityFeePerGas">The tip.</param>
/// <param name="MaxFeePerGas">Twice the base fee, which outlasts five full blocks, and the tip.</param>
public sealed record FeeQuote(BigInteger BaseFeePerGas, BigInteger MaxPriorityFeePerGas, BigInteger MaxFeePerGas);

/// <summary>What is needed of a block.</summary>
/// <param name="Number">Height.</param>
/// <param name="Timestamp">Seconds since 1970, UTC.</param>
/// <param name="GasLimit">Gas all its transactions together may use.</param>
/// <param name="BaseFeePerGas">Wei per gas; null on chains before EIP-1559.</param>
public sealed record BlockHeader(ulong Number, ulong Timestamp, ulong GasLimit, BigInteger? BaseFeePerGas);

/// <summary>One event as the chain keeps it.</summary>
/// <param name="Address">The contract that emitted it.</param>
/// <param name="Topics">Up to four words; the first names the event.</param>
/// <param name="Data">The values that are not indexed.</param>
public sealed record LogEntry(EthereumAddress Address, IReadOnlyList<Digest256> Topics, ReadOnlyMemory<byte> Data)
{
    /// <summary>The transaction that emitted it; null when the node does not say.</summary>
    public TransactionHash? Transaction { get; init; }

    /// <summary>The block it is in; null when the node does not say.</summary>
    public ulong? BlockNumber { get; init; }
}

/// <summary>Which events to find.</summary>
public sealed record LogFilter
{
    /// <summary>The contract that emitted them.</summary>
    public required EthereumAddress Address { get; init; }

    /// <summary>Topics by position, the first naming the event; null at a position accepts any.</summary>
    public IReadOnlyList<Digest256?> Topics { get; init; } = [];

    /// <summary>The first block. Public nodes bound the number of blocks per question, often to 10,000.</summary>
    public required ulong FromBlock { get; init; }

    /// <summary>The last block; null is the newest.</summary>
    public ulong? ToBlock { get; init; }
}

/// <summary>The fate of a mined transaction.</summary>
public sealed record TransactionReceipt
{
    /// <summary>The transaction.</summary>
    public required TransactionHash Hash { get; init; }

    /// <summary>Whether it took effect.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The block it is in.</summary>
    public required ulong BlockNumber { get; init; }

    /// <summary>The sender.</summary>
    public required EthereumAddress From { get; init; }

    /// <summary>The account called; null for a creation.</summary>
    public EthereumAddress? To { get; init; }

    /// <summary>The contract created; null for a call.</summary>
    public EthereumAddress? ContractAddress { get; init; }

    /// <summary>Gas paid for, refunds deducted.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>Wei paid per unit of gas.</summary>
    public BigInteger EffectiveGasPrice { get; init; }

    /// <summary>The events.</summary>
    public IReadOnlyList<LogEntry> Logs { get; init; } = [];

    /// <summary>Wei paid: gas used × price.</summary>
    public BigInteger Cost => GasUsed * EffectiveGasPrice;
}

/// <summary>A transaction as it was sent.</summary>
public sealed record TransactionDetails
{
    /// <summary>The transaction.</summary>
    public required TransactionHash Hash { get; init; }

    /// <summary>The sender.</summary>
    public required EthereumAddress From { get; init; }

    /// <summary>The account called; null for a creation.</summary>
    public EthereumAddress? To { get; init; }

    /// <summary>The sender's transactions before it.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>Gas it may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>Wei sent along.</summary>
    public required BigInteger Value { get; init; }

    /// <summary>Calldata or creation code.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The block it is in; null while it waits.</summary>
    public ulong? BlockNumber { get; init; }
}
