// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Chain;

/// <summary>A deployed contract, called by function name. Thread-safe.</summary>
public sealed class ContractClient
{
    private readonly IEthereumClient _client;
    private readonly TransactionSender? _sender;

    /// <summary>A contract that is only read.</summary>
    public ContractClient(IEthereumClient client, ContractAbi abi, EthereumAddress address)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(abi);
        (_client, Abi, Address) = (client, abi, address);
    }

    /// <summary>A contract that is read and sent to.</summary>
    public ContractClient(TransactionSender sender, ContractAbi abi, EthereumAddress address)
        : this((sender ?? throw new ArgumentNullException(nameof(sender))).Client, abi, address) => _sender = sender;

    /// <summary>What the contract offers.</summary>
    public ContractAbi Abi { get; }

    /// <summary>Where it is.</summary>
    public EthereumAddress Address { get; }

    /// <summary>Runs a function without a transaction and decodes what it returns.</summary>
    /// <param name="function">A name, or a signature when overloaded.</param>
    /// <param name="arguments">
    /// As the ABI orders them: any C# integer for (u)intN, <see cref="EthereumAddress"/>, bool, byte arrays, text,
    /// sequences for arrays and structs.
    /// </param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ContractRevertedException">The contract refused; carries the custom error.</exception>
    /// <exception cref="OutOfGasException">It ran out of gas.</exception>
    /// <exception cref="AbiException">
    /// No such function, unfit arguments, or nothing of that kind at the address.
    /// </exception>
    public async Task<AbiValues> CallAsync(
        string function, IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        var call = Call(function, arguments);
        var data = await RevertTranslator.TranslateAsync(
            _client.CallAsync(call, cancellationToken), Describe(function), Abi, null).ConfigureAwait(false);
        if (data.Length == 0 && Abi.Function(function).Outputs.Count > 0)
        {
            await RequireCodeAsync(cancellationToken).ConfigureAwait(false);
        }
        return Abi.DecodeResult(function, data);
    }

    /// <summary>Gas the function would use as a transaction, 21,000 and calldata included.</summary>
    /// <exception cref="ContractRevertedException">The contract refused.</exception>
    public Task<ulong> EstimateGasAsync(
        string function, IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        var call = Call(function, arguments);
        return RevertTranslator.TranslateAsync(
            _client.EstimateGasAsync(call, cancellationToken), Describe(function), Abi, null);
    }

    /// <summary>Calls the function in a transaction and waits until it is mined.</summary>
    /// <param name="function">A name, or a signature when overloaded.</param>
    /// <param name="arguments">As the ABI orders them.</param>
    /// <param name="gasLimit">Gas it may use; null estimates.</param>
    /// <param name="value">Wei sent along.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <exception cref="InvalidOperationException">Made without a sender.</exception>
    /// <exception cref="ContractRevertedException">
    /// The contract refused; nothing or only gas was spent, as it says.
    /// </exception>
    public async Task<ContractReceipt> SendAsync(
        string function, IReadOnlyList<object?> arguments, ulong? gasLimit = null, BigInteger value = default,
        CancellationToken cancellationToken = default)
    {
        var request = Request(function, arguments, gasLimit, value);
        await RequireCodeAsync(cancellationToken).ConfigureAwait(false);
        var sender = _sender ?? throw new InvalidOperationException(
            $"This client of {Abi.Name} only reads; make it with a TransactionSender to send.");
        var receipt = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ContractReceipt.Read(receipt, request.Data, Abi);
    }

    /// <summary>The transaction <see cref="SendAsync"/> would send: for a dry run, or to sign elsewhere.</summary>
    /// <exception cref="AbiException">No such function, or unfit arguments.</exception>
    public TransactionRequest Request(
        string function, IReadOnlyList<object?> arguments, ulong? gasLimit = null, BigInteger value = default) => new()
    {
        To = Address, Data = Abi.EncodeCall(function, arguments), GasLimit = gasLimit, Value = value, Abi = Abi,
        Description = Describe(function),
    };

    // A call to an address without code succeeds and does nothing: the most confusing failure there is.
    private async Task RequireCodeAsync(CancellationToken cancellationToken)
    {
        if ((await _client.GetCodeAsync(Address, cancellationToken).ConfigureAwait(false)).Length == 0)
        {
            throw new AbiException(
                $"There is no contract at {Address} on the chain that {_client.Endpoint} serves. " +
                $"Check the address and the chain, or deploy {Abi.Name} first.");
        }
    }

    private CallRequest Call(string function, IReadOnlyList<object?> arguments) =>
        new() { To = Address, From = _sender?.Address, Data = Abi.EncodeCall(function, arguments) };

    private string Describe(string function) => $"{Abi.Name}.{Abi.Function(function).Name} at {Address}";
}
