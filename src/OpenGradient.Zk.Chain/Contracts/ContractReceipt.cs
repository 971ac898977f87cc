// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain;

/// <summary>A mined, successful call.</summary>
/// <param name="Transaction">The receipt.</param>
/// <param name="Gas">Where the gas went.</param>
/// <param name="Events">The events that the contract's ABI knows, of any emitter.</param>
public sealed record ContractReceipt(TransactionReceipt Transaction, GasReport Gas, IReadOnlyList<DecodedEvent> Events)
{
    /// <summary>The only event of that name.</summary>
    /// <exception cref="AbiException">None, or several.</exception>
    public DecodedEvent Event(string name)
    {
        var found = Events.Where(e => e.Name == name).ToList();
        return found.Count == 1
            ? found[0]
            : throw new AbiException(
                $"Transaction {Transaction.Hash} emitted {found.Count} events named \"{name}\"; one was expected.");
    }

    /// <summary>
    /// Reads a receipt: from the data the transaction carried and the ABI of whose events are wanted.
    /// </summary>
    public static ContractReceipt Read(TransactionReceipt receipt, ReadOnlyMemory<byte> data, ContractAbi abi)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var events = receipt.Logs.Select(l => DecodedEvent.TryDecode(l, abi)).OfType<DecodedEvent>();
        return new ContractReceipt(receipt, GasReport.Of(data.Span, receipt), [.. events]);
    }
}
