// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// An account that sends: checks the chain, estimates, signs, sends in nonce order, waits, explains failures.
/// Thread-safe; use one per account, since two would race for nonces.
/// </summary>
public sealed class TransactionSender : IDisposable
{
    private readonly EthereumKey _key;
    private readonly TransactionSenderOptions _options;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private BigInteger? _chainId;
    private ulong _nextNonce;

    /// <summary>A sender over a client. It does not own the key.</summary>
    public TransactionSender(IEthereumClient client, EthereumKey key, TransactionSenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(key);
        Client = client;
        _key = key;
        _options = options ?? new TransactionSenderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.GasMargin, 1.0, nameof(options));
    }

    /// <summary>The node.</summary>
    public IEthereumClient Client { get; }

    /// <summary>The account.</summary>
    public EthereumAddress Address => _key.Address;

    /// <summary>
    /// Is told of every transaction as soon as the node has it or may have it, before it is mined: whoever keeps a
    /// record of what was sent keeps it here, because nothing that comes later is certain to come.
    /// </summary>
    public Action<Eip1559Transaction, TransactionHash>? OnSent { get; set; }

    /// <summary>
    /// What would be sent: estimated and priced, neither signed nor sent. For --dry-run; the nonce is the next one now.
    /// </summary>
    /// <exception cref="ContractRevertedException">The contract would refuse.</exception>
    /// <exception cref="OutOfGasException">It would not fit a block.</exception>
    /// <exception cref="WrongChainException">The node serves another chain.</exception>
    /// <exception cref="FeeCapException">The base fee is above the most that may be offered.</exception>
    public async Task<Eip1559Transaction> PrepareAsync(
        TransactionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var chainId = await ChainIdAsync(cancellationToken).ConfigureAwait(false);
        var gasLimit = request.GasLimit ?? await EstimateAsync(request, cancellationToken).ConfigureAwait(false);
        var fees = await Client.GetFeesAsync(cancellationToken).ConfigureAwait(false);
        var highest = _options.HighestFeePerGas ?? fees.MaxFeePerGas;
        if (highest < fees.BaseFeePerGas)
        {
            // Most nodes would take it, and keep it for hours without mining it.
            throw new FeeCapException(fees.BaseFeePerGas, highest);
        }
        var maxFee = BigInteger.Min(fees.MaxFeePerGas, highest);
        var nonce = await Client.GetNonceAsync(Address, cancellationToken).ConfigureAwait(false);
        return new Eip1559Transaction
        {
            ChainId = chainId, Nonce = nonce, GasLimit = gasLimit, MaxFeePerGas = maxFee,
            MaxPriorityFeePerGas = BigInteger.Min(fees.MaxPriorityFeePerGas, maxFee),
            To = request.To, Value = request.Value, Data = request.Data,
        };
    }

    /// <summary>Sends and waits for the receipt of a success.</summary>
    /// <exception cref="ContractRevertedException">The contract refused, before sending or in the block.</exception>
    /// <exception cref="OutOfGasException">The gas limit was too low.</exception>
    /// <exception cref="ReceiptTimeoutException">Sent, but not mined in time.</exception>
    /// <exception cref="TransactionUnsettledException">Sent, and then the node could not be asked.</exception>
    /// <exception cref="SendingCancelledException">Sent, and then cancelled.</exception>
    /// <exception cref="RpcException">The node did not take it, for instance for lack of funds.</exception>
    public async Task<TransactionReceipt> SendAsync(
        TransactionRequest request, CancellationToken cancellationToken = default) =>
        (await SettleAsync(request, cancellationToken).ConfigureAwait(false)).Receipt;

    /// <summary>As <see cref="SendAsync"/>, and says what was sent: its nonce decides where a contract is.</summary>
    internal async Task<(Eip1559Transaction Transaction, TransactionReceipt Receipt)> SettleAsync(
        TransactionRequest request, CancellationToken cancellationToken)
    {
        var (transaction, hash) = await SubmitAsync(request, cancellationToken).ConfigureAwait(false);
        var receipt = await ReceiptAsync(hash, cancellationToken).ConfigureAwait(false);
        return receipt.Succeeded
            ? (transaction, receipt)
            : throw await RevertTranslator.ExplainAsync(
                Client, transaction, receipt, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends without waiting. Calls take turns, so nonces follow each other without gaps.</summary>
    /// <exception cref="TransactionUnsettledException">Whether the node has it is not known.</exception>
    /// <exception cref="SendingCancelledException">Cancelled while it was being sent.</exception>
    public async Task<(Eip1559Transaction Transaction, TransactionHash Hash)> SubmitAsync(
        TransactionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var prepared = await PrepareAsync(request, cancellationToken).ConfigureAwait(false);
            // A node behind a balancer may not have seen our last transaction yet.
            var transaction = prepared with { Nonce = Math.Max(prepared.Nonce, _nextNonce) };
            var signed = _key.Sign(transaction);
            _nextNonce = 0;
            try
            {
                await RevertTranslator.TranslateAsync(
                    Client.SendRawTransactionAsync(signed.Raw, cancellationToken), request.Description, request.Abi,
                    transaction.GasLimit).ConfigureAwait(false);
            }
            catch (RpcException error) when (
                error.NodeMessage.Contains("already known", StringComparison.OrdinalIgnoreCase))
            {
                // The first try arrived although its answer did not.
            }
            catch (Exception error) when (error is OperationCanceledException or ChainUnreachableException)
            {
                // It is on its way, and only its name is certain.
                OnSent?.Invoke(transaction, signed.Hash);
                throw Unsettled(signed.Hash, error, cancellationToken);
            }
            _nextNonce = transaction.Nonce + 1;
            OnSent?.Invoke(transaction, signed.Hash);
            return (transaction, signed.Hash);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Releases the turn-taking; the key and the client live on.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task<TransactionReceipt> ReceiptAsync(TransactionHash hash, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await Client.WaitForReceiptAsync(
                hash, _options.ReceiptTimeout, cancellationToken).ConfigureAwait(false);
            return receipt.Hash == hash ? receipt : throw new ChainUnreachableException(
                $"The node at {Client.Endpoint} answered with the receipt of {receipt.Hash}. Use another node.");
        }
        catch (Exception error) when (
            error is OperationCanceledException or ChainUnreachableException or RpcException)
        {
            throw Unsettled(hash, error, cancellationToken);
        }
    }

    private static Exception Unsettled(TransactionHash hash, Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException
            ? new SendingCancelledException(hash, error, cancellationToken)
            : new TransactionUnsettledException(hash, error);

    private async Task<BigInteger> ChainIdAsync(CancellationToken cancellationToken)
    {
        if (_chainId is { } known)
        {
            return known;
        }
        if (_options.ExpectedChainId is { } expected)
        {
            await Client.EnsureChainAsync(expected, cancellationToken).ConfigureAwait(false);
        }
        _chainId = _options.ExpectedChainId ?? await Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        return _chainId.Value;
    }

    private async Task<ulong> EstimateAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        var call = new CallRequest { To = request.To, From = Address, Data = request.Data, Value = request.Value };
        var estimate = await RevertTranslator.TranslateAsync(
            Client.EstimateGasAsync(call, cancellationToken), request.Description, request.Abi, null).ConfigureAwait(false);
        var withMargin = Math.Min((ulong)(estimate * _options.GasMargin), GasLimits.Transaction);
        return Math.Max(estimate, withMargin);
    }
}
