// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain;

/// <summary>From a node's refusal to what the contract meant.</summary>
internal static class RevertTranslator
{
    /// <summary>Runs a call to the node; a revert or lack of gas comes back as its own exception.</summary>
    internal static async Task<T> TranslateAsync<T>(Task<T> asked, string where, ContractAbi? abi, ulong? gasLimit)
    {
        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (RpcException error) when (error.IsOutOfGas)
        {
            throw new OutOfGasException(where, gasLimit, null, error);
        }
        catch (RpcException error) when (error.IsRevert)
        {
            throw new ContractRevertedException(RevertReason.Decode(error.RevertData ?? [], abi), where, null, error);
        }
    }

    /// <summary>
    /// Why a mined transaction failed. Receipts do not say, so the call is run again on the state of the block before;
    /// transactions earlier in the same block can make that differ, and then only the failure itself is reported.
    /// </summary>
    internal static async Task<ChainException> ExplainAsync(
        IEthereumClient client, Eip1559Transaction sent, TransactionReceipt receipt, TransactionRequest request,
        CancellationToken cancellationToken)
    {
        // A revert hands unused gas back, exhaustion keeps it all.
        if (receipt.GasUsed >= sent.GasLimit)
        {
            return new OutOfGasException(request.Description, sent.GasLimit, receipt.Hash);
        }
        byte[] data = [];
        try
        {
            var replay = new CallRequest
            {
                To = sent.To, From = receipt.From, Data = sent.Data, Value = sent.Value, GasLimit = sent.GasLimit,
                Block = receipt.BlockNumber == 0 ? 0 : receipt.BlockNumber - 1,
            };
            await client.CallAsync(replay, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            data = error.RevertData ?? [];
        }
        catch (ChainUnreachableException)
        {
            // The failure is known, only its reason is not.
        }
        return new ContractRevertedException(RevertReason.Decode(data, request.Abi), request.Description, receipt.Hash);
    }
}
