// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>The execution ran out of gas.</summary>
public sealed class OutOfGasException : ChainException
{
    internal OutOfGasException(string where, ulong? gasLimit, TransactionHash? transaction, Exception? inner = null)
        : base(Sentence(where, gasLimit, transaction), inner)
    {
        GasLimit = gasLimit;
        Transaction = transaction;
    }

    /// <inheritdoc/>
    public override string Code => "out_of_gas";

    /// <summary>The limit it ran into; null when the node chose one.</summary>
    public ulong? GasLimit { get; }

    /// <summary>The mined transaction; null when nothing was sent.</summary>
    public TransactionHash? Transaction { get; }

    private static string Sentence(string where, ulong? gasLimit, TransactionHash? transaction)
    {
        var limit = gasLimit is { } gas ? $" with a limit of {gas:N0}" : string.Empty;
        var fate = transaction is { } hash ? $" Transaction {hash} was mined and failed." : " Nothing was sent.";
        return $"{where} ran out of gas{limit}. Raise the gas limit; one transaction may use 16,777,216 at most " +
               $"(EIP-7825).{fate}";
    }
}
