// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain;

/// <summary>A contract said no. Carries the custom error by name and value where the ABI knows it.</summary>
public sealed class ContractRevertedException : ChainException
{
    internal ContractRevertedException(
        RevertReason reason, string where, TransactionHash? transaction, Exception? inner = null)
        : base(Sentence(reason, where, transaction), inner)
    {
        Reason = reason;
        Transaction = transaction;
    }

    /// <inheritdoc/>
    public override string Code => "contract_reverted";

    /// <summary>The decoded reason.</summary>
    public RevertReason Reason { get; }

    /// <summary>
    /// The error's name, such as "SumcheckFailed", "Error", "Panic"; null when the data is unknown or absent.
    /// </summary>
    public string? ErrorName => Reason.Name;

    /// <summary>The error's arguments; empty when unknown.</summary>
    public AbiValues Arguments => Reason.Arguments;

    /// <summary>What to do about it, from the contract's documentation; null when it says nothing.</summary>
    public string? Hint => Reason.Hint;

    /// <summary>The mined transaction that failed; null when the call was refused before anything was sent.</summary>
    public TransactionHash? Transaction { get; }

    private static string Sentence(RevertReason reason, string where, TransactionHash? transaction)
    {
        var fate = transaction is { } hash
            ? $" Transaction {hash} was mined and failed; its gas is spent."
            : " Nothing was sent.";
        var hint = reason.Hint is null ? string.Empty : $" {reason.Hint}";
        return $"{where} reverted: {reason}.{hint}{fate}";
    }
}
