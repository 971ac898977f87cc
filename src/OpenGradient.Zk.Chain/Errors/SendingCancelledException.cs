// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>Cancelled when a transaction had been sent: nobody can call it back.</summary>
public sealed class SendingCancelledException(TransactionHash hash, Exception inner, CancellationToken token)
    : OperationCanceledException(
        $"Cancelled, but transaction {hash} was sent and may still be mined: look it up before sending again.",
        inner, token), ISentTransaction
{
    /// <inheritdoc/>
    public TransactionHash Hash { get; } = hash;
}
