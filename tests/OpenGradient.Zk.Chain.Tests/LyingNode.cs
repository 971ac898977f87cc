// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>A real node, some of whose answers are changed on the way.</summary>
internal sealed class LyingNode(IEthereumClient node) : IEthereumClient
{
    internal Func<TransactionReceipt, TransactionReceipt> Receipt { get; init; } = told => told;

    internal Func<byte[], byte[]> Code { get; init; } = told => told;

    public string Endpoint => node.Endpoint;

    public Task<BigInteger> GetChainIdAsync(CancellationToken cancellationToken = default) => node.GetChainIdAsync(cancellationToken);

    public Task<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default) => node.GetBlockNumberAsync(cancellationToken);

    public Task<BlockHeader> GetLatestBlockAsync(CancellationToken cancellationToken = default) => node.GetLatestBlockAsync(cancellationToken);

    public Task<BigInteger> GetBalanceAsync(EthereumAddress account, CancellationToken cancellationToken = default) => node.GetBalanceAsync(account, cancellationToken);

    public Task<ulong> GetNonceAsync(EthereumAddress account, CancellationToken cancellationToken = default) => node.GetNonceAsync(account, cancellationToken);

    public Task<FeeQuote> GetFeesAsync(CancellationToken cancellationToken = default) => node.GetFeesAsync(cancellationToken);

    public Task<ulong> EstimateGasAsync(CallRequest request, CancellationToken cancellationToken = default) => node.EstimateGasAsync(request, cancellationToken);

    public Task<byte[]> CallAsync(CallRequest request, CancellationToken cancellationToken = default) => node.CallAsync(request, cancellationToken);

    public Task<TransactionHash> SendRawTransactionAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken = default) =>
        node.SendRawTransactionAsync(raw, cancellationToken);

    public async Task<TransactionReceipt?> FindReceiptAsync(TransactionHash hash, CancellationToken cancellationToken = default) =>
        await node.FindReceiptAsync(hash, cancellationToken) is { } receipt ? Receipt(receipt) : null;

    public Task<TransactionDetails?> FindTransactionAsync(TransactionHash hash, CancellationToken cancellationToken = default) => node.FindTransactionAsync(hash, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> FindLogsAsync(LogFilter filter, CancellationToken cancellationToken = default) => node.FindLogsAsync(filter, cancellationToken);

    public async Task<byte[]> GetCodeAsync(EthereumAddress account, CancellationToken cancellationToken = default) => Code(await node.GetCodeAsync(account, cancellationToken));
}
