// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenGradient.Zk.Chain;

/// <summary><see cref="IEthereumClient"/> over HTTP. Thread-safe; one per node.</summary>
public sealed class EthereumClient : IEthereumClient, IDisposable
{
    private const int FeeHistoryBlocks = 10;

    private readonly JsonRpcConnection _connection;

    private EthereumClient(JsonRpcConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public string Endpoint => _connection.Endpoint;

    /// <summary>A client of the node at an http or https address. Nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">Not such an address.</exception>
    public static EthereumClient Connect(string address, EthereumClientOptions? options = null) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? Connect(uri, options)
            : throw new ArgumentException(
                "The node's address is not a URL; one looks like http://127.0.0.1:8545.", nameof(address));

    /// <summary>A client of the node at an http or https address. Nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">Not such an address.</exception>
    public static EthereumClient Connect(Uri address, EthereumClientOptions? options = null) =>
        Connect(address, options, null);

    internal static EthereumClient Connect(Uri address, EthereumClientOptions? options, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && address.Scheme is "http" or "https"
            ? new EthereumClient(new JsonRpcConnection(address, options ?? new EthereumClientOptions(), handler))
            : throw new ArgumentException("The node's address must begin with http:// or https://.", nameof(address));
    }

    /// <inheritdoc/>
    public async Task<BigInteger> GetChainIdAsync(CancellationToken cancellationToken = default) =>
        await QuantityAsync("eth_chainId", [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default) =>
        (ulong)await QuantityAsync("eth_blockNumber", [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<BlockHeader> GetLatestBlockAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("eth_getBlockByNumber", ["latest", false], RpcJson.Header, cancellationToken);

    /// <inheritdoc/>
    public Task<BigInteger> GetBalanceAsync(EthereumAddress account, CancellationToken cancellationToken = default) =>
        QuantityAsync("eth_getBalance", [account.ToString(), "latest"], cancellationToken);

    /// <inheritdoc/>
    public async Task<ulong> GetNonceAsync(EthereumAddress account, CancellationToken cancellationToken = default) =>
        (ulong)await QuantityAsync(
            "eth_getTransactionCount", [account.ToString(), "pending"], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<FeeQuote> GetFeesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(
            "eth_feeHistory", [HexText.FromQuantity(FeeHistoryBlocks), "latest", new JsonArray(50)], FeeHistory.Quote,
            cancellationToken);

    /// <inheritdoc/>
    public async Task<ulong> EstimateGasAsync(CallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (ulong)await QuantityAsync(
            "eth_estimateGas", [RpcJson.Call(request), RpcJson.Block(request.Block)], cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<byte[]> CallAsync(CallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return BytesAsync("eth_call", [RpcJson.Call(request), RpcJson.Block(request.Block)], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TransactionHash> SendRawTransactionAsync(
        ReadOnlyMemory<byte> raw, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "eth_sendRawTransaction", [HexText.FromBytes(raw.Span)],
            r => TransactionHash.Parse(r.GetString() ?? string.Empty), cancellationToken);

    /// <inheritdoc/>
    public Task<TransactionReceipt?> FindReceiptAsync(
        TransactionHash hash, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "eth_getTransactionReceipt", [hash.ToString()],
            r => r.ValueKind == JsonValueKind.Null ? null : RpcJson.Receipt(r), cancellationToken);

    /// <inheritdoc/>
    public Task<TransactionDetails?> FindTransactionAsync(
        TransactionHash hash, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "eth_getTransactionByHash", [hash.ToString()],
            r => r.ValueKind == JsonValueKind.Null ? null : RpcJson.Transaction(r), cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]> GetCodeAsync(EthereumAddress account, CancellationToken cancellationToken = default) =>
        BytesAsync("eth_getCode", [account.ToString(), "latest"], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogEntry>> FindLogsAsync(LogFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync("eth_getLogs", [RpcJson.Filter(filter)], RpcJson.Logs, cancellationToken);
    }

    /// <summary>Any other method, such as a development node's own.</summary>
    internal Task<JsonElement> RequestAsync(string method, JsonArray parameters, CancellationToken cancellationToken) =>
        _connection.CallAsync(method, parameters, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private Task<BigInteger> QuantityAsync(string method, JsonArray parameters, CancellationToken cancellationToken) =>
        ReadAsync(method, parameters, r => HexText.ToQuantity(r.GetString(), "The answer"), cancellationToken);

    private Task<byte[]> BytesAsync(string method, JsonArray parameters, CancellationToken cancellationToken) =>
        ReadAsync(method, parameters, r => HexText.ToBytes(r.GetString(), "The answer"), cancellationToken);

    private async Task<T> ReadAsync<T>(
        string method, JsonArray parameters, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var result = await _connection.CallAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        try
        {
            return read(result);
        }
        catch (Exception error) when (
            error is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException
                or OverflowException)
        {
            throw new ChainUnreachableException(
                $"The node at {Endpoint} answered {method} with something unexpected: " +
                $"{error.Message} Use another node.", error);
        }
    }
}
