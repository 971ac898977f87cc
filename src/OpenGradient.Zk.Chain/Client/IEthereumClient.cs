// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// What this project asks of an Ethereum node: the port behind which another client library can be put. Every method
/// throws <see cref="ChainUnreachableException"/> when the node does not answer and <see cref="RpcException"/> when it
/// refuses.
/// </summary>
public interface IEthereumClient
{
    /// <summary>The node without path, user or password, which may hold secrets: "http://127.0.0.1:8545".</summary>
    string Endpoint { get; }

    /// <summary>The chain id (EIP-155).</summary>
    Task<BigInteger> GetChainIdAsync(CancellationToken cancellationToken = default);

    /// <summary>The height of the newest block.</summary>
    Task<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default);

    /// <summary>The newest block's header.</summary>
    Task<BlockHeader> GetLatestBlockAsync(CancellationToken cancellationToken = default);

    /// <summary>An account's balance in wei.</summary>
    Task<BigInteger> GetBalanceAsync(EthereumAddress account, CancellationToken cancellationToken = default);

    /// <summary>The nonce of an account's next transaction, counting those that wait.</summary>
    Task<ulong> GetNonceAsync(EthereumAddress account, CancellationToken cancellationToken = default);

    /// <summary>What a transaction should offer now.</summary>
    Task<FeeQuote> GetFeesAsync(CancellationToken cancellationToken = default);

    /// <summary>The gas a call would need.</summary>
    Task<ulong> EstimateGasAsync(CallRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a call without a transaction and returns what it returns.</summary>
    Task<byte[]> CallAsync(CallRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a signed transaction.</summary>
    Task<TransactionHash> SendRawTransactionAsync(
        ReadOnlyMemory<byte> raw, CancellationToken cancellationToken = default);

    /// <summary>The receipt; null while the transaction is not mined.</summary>
    Task<TransactionReceipt?> FindReceiptAsync(TransactionHash hash, CancellationToken cancellationToken = default);

    /// <summary>The transaction as sent; null when the node does not know it.</summary>
    Task<TransactionDetails?> FindTransactionAsync(TransactionHash hash, CancellationToken cancellationToken = default);

    /// <summary>Events of a contract, oldest first.</summary>
    Task<IReadOnlyList<LogEntry>> FindLogsAsync(LogFilter filter, CancellationToken cancellationToken = default);

    /// <summary>The runtime code; empty where there is no contract.</summary>
    Task<byte[]> GetCodeAsync(EthereumAddress account, CancellationToken cancellationToken = default);
}
