// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>Puts the contracts on a chain: verifier, key store, registry, and a consumer of one model.</summary>
public sealed class OnChainDeployer
{
    private readonly TransactionSender _sender;
    private readonly ContractDeployer _deployer;

    /// <summary>A deployer that sends from this account.</summary>
    public OnChainDeployer(TransactionSender sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        (_sender, _deployer) = (sender, new ContractDeployer(sender));
    }

    /// <summary>Deploys the verifier for a reference string; its constructor checks the points.</summary>
    public Task<Deployment> DeployVerifierAsync(ReadOnlyMemory<byte> deploymentParameters, CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(Contract.Verifier, [deploymentParameters], cancellationToken);

    /// <summary>Deploys the store of verifying keys.</summary>
    public Task<Deployment> DeployKeyStoreAsync(CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(Contract.KeyStore, [], cancellationToken);

    /// <summary>Deploys the registry of models whose keys are in this store.</summary>
    public Task<Deployment> DeployRegistryAsync(EthereumAddress keyStore, CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(Contract.Registry, [keyStore], cancellationToken);

    /// <summary>Deploys a consumer contract of this project, pinned to a model, the digest of its key and a verifier.</summary>
    public Task<Deployment> DeployConsumerAsync(
        string contract, EthereumAddress registry, Digest256 modelId, Digest256 keyDigest, EthereumAddress verifier, CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(contract, [registry, modelId, keyDigest, verifier], cancellationToken);

    /// <summary>Refuses what is not our verifier for this reference string: its code, with the string's points in it.</summary>
    /// <returns>Bytes of its code.</returns>
    /// <exception cref="ForeignContractException">It is another contract, or for another string.</exception>
    public Task<int> RequireVerifierAsync(EthereumAddress verifier, ReadOnlyMemory<byte> deploymentParameters, CancellationToken cancellationToken = default) =>
        _deployer.RequireAsync(Contract.Verifier, [deploymentParameters], verifier, cancellationToken);

    /// <summary>Refuses what is not our key store.</summary>
    /// <exception cref="ForeignContractException">It is another contract.</exception>
    public Task<int> RequireKeyStoreAsync(EthereumAddress keyStore, CancellationToken cancellationToken = default) =>
        _deployer.RequireAsync(Contract.KeyStore, [], keyStore, cancellationToken);

    /// <summary>Refuses what is not our registry for this key store: its code, with the store's address in it.</summary>
    /// <exception cref="ForeignContractException">It is another contract, or for another key store.</exception>
    public Task<int> RequireRegistryAsync(EthereumAddress registry, EthereumAddress keyStore, CancellationToken cancellationToken = default) =>
        _deployer.RequireAsync(Contract.Registry, [keyStore], registry, cancellationToken);

    /// <summary>Refuses what is not that consumer of that model.</summary>
    /// <exception cref="ForeignContractException">It is another contract, or a consumer of another model.</exception>
    public Task<int> RequireConsumerAsync(
        EthereumAddress consumer, string contract, EthereumAddress registry, Digest256 modelId, Digest256 keyDigest, EthereumAddress verifier,
        CancellationToken cancellationToken = default) =>
        _deployer.RequireAsync(contract, [registry, modelId, keyDigest, verifier], consumer, cancellationToken);

    /// <summary>Where a verifying key is stored; null if it is not.</summary>
    /// <exception cref="ForeignContractException">What is stored under its digest are other bytes.</exception>
    public async Task<EthereumAddress?> FindKeyAsync(EthereumAddress keyStore, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var answer = await Contract.At(_sender, Contract.KeyStore, keyStore).CallAsync("keyOf", [key.Digest], cancellationToken).ConfigureAwait(false);
        var address = answer.Get<EthereumAddress>(0);
        if (address == EthereumAddress.Zero)
        {
            return null;
        }
        var found = await DataContract.ReadAsync(_sender.Client, address, cancellationToken).ConfigureAwait(false);
        return found.AsSpan().SequenceEqual(key.Bytes.Span)
            ? address : throw new ForeignContractException("verifying key", address, "it holds other bytes");
    }

    /// <summary>Stores a verifying key as contract code, unless it is there already, and says where.</summary>
    /// <returns>The address, and the receipt; null if the key was there.</returns>
    /// <exception cref="InvalidArtifactException">The key is larger than one contract.</exception>
    public async Task<(EthereumAddress Key, ContractReceipt? Receipt)> StoreKeyAsync(
        EthereumAddress keyStore, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        RequireRoom(key);
        if (await FindKeyAsync(keyStore, key, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return (known, null);
        }
        var receipt = await Contract.At(_sender, Contract.KeyStore, keyStore).SendAsync("store", [key.Bytes], cancellationToken: cancellationToken).ConfigureAwait(false);
        return await FindKeyAsync(keyStore, key, cancellationToken).ConfigureAwait(false) is { } stored
            ? (stored, receipt) : throw new ForeignContractException(Contract.KeyStore, keyStore, "it took a key and does not have it");
    }

    /// <summary>What storing the key would send: estimated and priced, not sent.</summary>
    public Task<Eip1559Transaction> PrepareStoreAsync(EthereumAddress keyStore, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        RequireRoom(key);
        return _sender.PrepareAsync(Contract.At(_sender, Contract.KeyStore, keyStore).Request("store", [key.Bytes]), cancellationToken);
    }

    /// <summary>The id under which this account's model is registered, or would be.</summary>
    /// <exception cref="ContractRevertedException">The model was deprecated.</exception>
    public async Task<(Digest256 ModelId, bool Registered)> FindModelAsync(
        EthereumAddress registry, Digest256 keyDigest, EthereumAddress verifier, CancellationToken cancellationToken = default)
    {
        var contract = Contract.At(_sender, Contract.Registry, registry);
        var modelId = (await contract.CallAsync("idOf", [_sender.Address, keyDigest, verifier], cancellationToken).ConfigureAwait(false)).Get<Digest256>(0);
        try
        {
            await contract.CallAsync("requireActive", [modelId], cancellationToken).ConfigureAwait(false);
            return (modelId, true);
        }
        catch (ContractRevertedException unknown) when (unknown.ErrorName == "ModelUnknown")
        {
            return (modelId, false);
        }
    }

    /// <summary>Registers a model under an id that follows from owner, key and verifier, unless it is registered already.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="keyDigest">The digest of the verifying key, which is in the registry's key store.</param>
    /// <param name="verifier">The verifier to register it with.</param>
    /// <param name="reference">A proof under the key, which the registry has verified before it takes the model; public from then on.</param>
    /// <param name="schemaUri">Where the schema can be read; may be empty.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>The id, and the receipt; null if it was registered.</returns>
    /// <exception cref="ContractRevertedException">
    /// The model was deprecated, its key is not stored, or the verifier did not accept the reference within the gas cap.
    /// </exception>
    public async Task<(Digest256 ModelId, ContractReceipt? Receipt)> RegisterAsync(
        EthereumAddress registry, Digest256 keyDigest, EthereumAddress verifier, Proof reference, string schemaUri,
        CancellationToken cancellationToken = default)
    {
        var (modelId, registered) = await FindModelAsync(registry, keyDigest, verifier, cancellationToken).ConfigureAwait(false);
        return (modelId, registered ? null : await Contract.At(_sender, Contract.Registry, registry).SendAsync(
            "register", Registration(keyDigest, verifier, reference, schemaUri), cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What registering would send: estimated and priced, not sent.</summary>
    public Task<Eip1559Transaction> PrepareRegisterAsync(
        EthereumAddress registry, Digest256 keyDigest, EthereumAddress verifier, Proof reference, string schemaUri,
        CancellationToken cancellationToken = default) =>
        _sender.PrepareAsync(
            Contract.At(_sender, Contract.Registry, registry).Request("register", Registration(keyDigest, verifier, reference, schemaUri)), cancellationToken);

    private static object?[] Registration(Digest256 keyDigest, EthereumAddress verifier, Proof reference, string schemaUri)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return [keyDigest, verifier, schemaUri, new object?[] { reference.Context, reference.Published, reference.Bytes }];
    }

    private static void RequireRoom(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Bytes.Length > DataContract.Capacity)
        {
            throw new InvalidArtifactException(
                "verifying key", $"it has {key.Bytes.Length} bytes, and one contract keeps {DataContract.Capacity}; a model with fewer layers has a smaller key");
        }
    }
}
