// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Contracts;

namespace OpenGradient.Zk.Chain;

/// <summary>Creates contracts.</summary>
public sealed class ContractDeployer
{
    private readonly TransactionSender _sender;

    /// <summary>A deployer that sends from this account.</summary>
    public ContractDeployer(TransactionSender sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        _sender = sender;
    }

    /// <summary>Deploys one of this project's contracts, by name.</summary>
    /// <exception cref="ContractRevertedException">The constructor refused.</exception>
    /// <exception cref="AbiException">Arguments that do not fit, or code that did not arrive whole.</exception>
    public Task<Deployment> DeployAsync(
        string artifactName, IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        var artifact = ContractArtifacts.Get(artifactName);
        return DeployAsync(ContractAbi.Of(artifact), artifact.CreationCode, arguments, cancellationToken);
    }

    /// <summary>Deploys any contract from its creation code and the constructor's arguments.</summary>
    /// <exception cref="ContractRevertedException">The constructor refused.</exception>
    /// <exception cref="AbiException">
    /// Arguments that do not fit, code above a limit, or code that did not arrive.
    /// </exception>
    public Task<Deployment> DeployAsync(
        ContractAbi abi, ReadOnlyMemory<byte> creationCode, IReadOnlyList<object?> arguments,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(abi);
        byte[] code = [.. creationCode.Span, .. abi.EncodeConstructor(arguments)];
        return CreateAsync(code, abi, $"The deployment of {abi.Name}", cancellationToken);
    }

    /// <summary>Deploys a blob as a data contract, and checks that it arrived byte for byte.</summary>
    /// <exception cref="ArgumentException">Empty, or more than <see cref="DataContract.Capacity"/> bytes.</exception>
    public async Task<Deployment> DeployDataAsync(
        ReadOnlyMemory<byte> blob, CancellationToken cancellationToken = default)
    {
        var description = $"The deployment of {blob.Length} bytes of data";
        var made = await CreateAsync(DataContract.CreationCode(blob.Span), null, description, cancellationToken)
            .ConfigureAwait(false);
        var read = await DataContract.ReadAsync(_sender.Client, made.Address, cancellationToken).ConfigureAwait(false);
        return read.AsSpan().SequenceEqual(blob.Span)
            ? made
            : throw new AbiException(
                $"The data contract at {made.Address} does not hold the bytes that were sent; do not use it.");
    }

    private async Task<Deployment> CreateAsync(
        byte[] code, ContractAbi? abi, string description, CancellationToken cancellationToken)
    {
        if (code.Length is 0 or > GasLimits.CreationCodeSize)
        {
            throw new AbiException(
                $"{description}: creation code has 1 to {GasLimits.CreationCodeSize} bytes (EIP-3860); " +
                $"this has {code.Length}.");
        }
        var request = new TransactionRequest { Data = code, Abi = abi, Description = description };
        var receipt = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var address = receipt.ContractAddress ?? throw new AbiException(
            $"{description}: the receipt of {receipt.Hash} names no contract.");
        var runtime = await _sender.Client.GetCodeAsync(address, cancellationToken).ConfigureAwait(false);
        return runtime.Length > 0
            ? new Deployment(address, runtime.Length, receipt, GasReport.Of(code, receipt))
            : throw new AbiException($"{description}: transaction {receipt.Hash} left no code at {address}.");
    }
}
