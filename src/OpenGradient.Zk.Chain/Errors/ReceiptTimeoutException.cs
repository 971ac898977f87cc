// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// A transaction was sent but not mined in time. It may still be: look it up by its hash before sending again.
/// </summary>
public sealed class ReceiptTimeoutException(TransactionHash hash, TimeSpan waited) : ChainException(
    $"Transaction {hash} was sent but not mined within {waited.TotalSeconds:0} seconds. It may still be mined: " +
    "look it up before sending again."), ISentTransaction
{
    /// <inheritdoc/>
    public override string Code => "receipt_timeout";

    /// <inheritdoc/>
    public TransactionHash Hash { get; } = hash;
}
