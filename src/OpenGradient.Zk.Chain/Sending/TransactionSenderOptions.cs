// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>How an account sends.</summary>
public sealed record TransactionSenderOptions
{
    /// <summary>The chain that must be served; null accepts the node's. Give it whenever money is real.</summary>
    public BigInteger? ExpectedChainId { get; init; }

    /// <summary>
    /// The gas limit is the estimate times this, but the margin never lifts it above 2^24. 1 or more; default 1.2.
    /// </summary>
    public double GasMargin { get; init; } = 1.2;

    /// <summary>How long to wait for a receipt. Default 3 minutes.</summary>
    public TimeSpan ReceiptTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The most ever offered per unit of gas, in wei; null sets no bound.</summary>
    public BigInteger? HighestFeePerGas { get; init; }
}
