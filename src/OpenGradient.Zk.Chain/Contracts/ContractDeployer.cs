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
    /// <exception cref="AbiException">Arguments that do not fit, or code that did not arrive.</exception>
    /// <exception cref="ForeignContractException">Other code arrived than was sent.</exception>
    public async Task<Deployment> DeployAsync(
        string artifactName, IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        var artifact = ContractArtifacts.Get(artifactName);
        var abi = ContractAbi.Of(artifact);
        var made = await DeployAsync(abi, artifact.CreationCode, arguments, cancellationToken).ConfigureAwait(false);
        var code = await _sender.Client.GetCodeAsync(made.Address, cancellationToken).ConfigureAwait(false);
        return artifact.IsRuntimeCode(code)
            ? made
            : throw new ForeignContractException(
                artifactName, made.Address, "the code there is not what was deployed; use another node");
    }

    /// <summary>What deploying one of this project's contracts would send: estimated and priced, not sent.</summary>
    /// <exception cref="ContractRevertedException">The constructor would refuse.</exception>
    public Task<Eip1559Transaction> PrepareAsync(
        string artifactName, IReadOnlyList<object?> arguments, CancellationToken cancellationToken = default)
    {
        var artifact = ContractArtifacts.Get(artifactName);
        var abi = ContractAbi.Of(artifact);
        return _sender.PrepareAsync(Creation(CodeOf(artifact, abi, arguments), abi, Describe(abi)), cancellationToken);
    }

    /// <summary>
    /// Insists that a contract which is there already is one of this project's, made with these arguments: byte for
    /// byte, the immutables that its constructor computed included.
    /// </summary>
    /// <returns>Bytes of its code.</returns>
    /// <exception cref="ForeignContractException">It is another.</exception>
    public async Task<int> RequireAsync(
        string artifactName, IReadOnlyList<object?> arguments, EthereumAddress address,
        CancellationToken cancellationToken = default)
    {
        var artifact = ContractArtifacts.Get(artifactName);
        var found = await _sender.Client.GetCodeAsync(address, cancellationToken).ConfigureAwait(false);
        if (!artifact.IsRuntimeCode(found))
        {
            throw new ForeignContractException(
                artifactName, address, found.Length == 0 ? "there is no contract at all" : "its code is another");
        }
        if (artifact.Immutables.Count > 0)
        {
            // Run without a transaction, the constructor answers the code that it would leave. What is stored could
            // have been put there by any other constructor.
            var abi = ContractAbi.Of(artifact);
            var expected = await RevertTranslator.TranslateAsync(
                _sender.Client.CallAsync(new CallRequest { Data = CodeOf(artifact, abi, arguments) }, cancellationToken),
                Describe(abi), abi, null).ConfigureAwait(false);
            if (!expected.AsSpan().SequenceEqual(found))
            {
                throw new ForeignContractException(
                    artifactName, address, "its code is the same, but it was made with other values");
            }
        }
        return found.Length;
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
        return CreateAsync(code, abi, Describe(abi), cancellationToken);
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

    private static byte[] CodeOf(ContractArtifact artifact, ContractAbi abi, IReadOnlyList<object?> arguments) =>
        [.. artifact.CreationCode.Span, .. abi.EncodeConstructor(arguments)];

    private static string Describe(ContractAbi abi) => $"The deployment of {abi.Name}";

    private static TransactionRequest Creation(byte[] code, ContractAbi? abi, string description)
    {
        if (code.Length is 0 or > GasLimits.CreationCodeSize)
        {
            throw new AbiException(
                $"{description}: creation code has 1 to {GasLimits.CreationCodeSize} bytes (EIP-3860); " +
                $"this has {code.Length}.");
        }
        return new TransactionRequest { Data = code, Abi = abi, Description = description };
    }

    private async Task<Deployment> CreateAsync(
        byte[] code, ContractAbi? abi, string description, CancellationToken cancellationToken)
    {
        var (transaction, receipt) = await _sender.SettleAsync(
            Creation(code, abi, description), cancellationToken).ConfigureAwait(false);
        // Where it is follows from who sent it and when; the node is not asked, only compared.
        var address = ContractAddresses.OfCreation(_sender.Address, transaction.Nonce);
        if (receipt.ContractAddress != address)
        {
            var named = receipt.ContractAddress?.ToString() ?? "no contract";
            throw new AbiException(
                $"{description}: the receipt of {receipt.Hash} names {named}, " +
                $"but it must be at {address}. This node cannot be relied on; use another.");
        }
        var runtime = await _sender.Client.GetCodeAsync(address, cancellationToken).ConfigureAwait(false);
        return runtime.Length > 0
            ? new Deployment(address, runtime.Length, receipt, GasReport.Of(code, receipt))
            : throw new AbiException($"{description}: transaction {receipt.Hash} left no code at {address}.");
    }
}
