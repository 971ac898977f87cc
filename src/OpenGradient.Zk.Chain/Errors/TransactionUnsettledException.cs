// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>A transaction was sent, and then the node did not say what became of it.</summary>
public sealed class TransactionUnsettledException(TransactionHash hash, Exception inner) : ChainException(
    $"Transaction {hash} was sent and may still be mined, but what became of it is not known: {inner.Message} " +
    "Look it up before sending again.", inner), ISentTransaction
{
    /// <inheritdoc/>
    public override string Code => "transaction_unsettled";

    /// <inheritdoc/>
    public TransactionHash Hash { get; } = hash;
}
