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

    /// <summary>Deploys the registry of models.</summary>
    public Task<Deployment> DeployRegistryAsync(CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(Contract.Registry, [], cancellationToken);

    /// <summary>Deploys a consumer contract of this project, pinned to a model, the digest of its key and a verifier.</summary>
    public Task<Deployment> DeployConsumerAsync(
        string contract, EthereumAddress registry, Digest256 modelId, Digest256 keyDigest, EthereumAddress verifier, CancellationToken cancellationToken = default) =>
        _deployer.DeployAsync(contract, [registry, modelId, keyDigest, verifier], cancellationToken);

    /// <summary>Refuses a verifier that was deployed for another reference string: no proof could ever hold there.</summary>
    /// <exception cref="InvalidArtifactException">It is for another string.</exception>
    public async Task RequireVerifierAsync(EthereumAddress verifier, Digest256 srsId, CancellationToken cancellationToken = default)
    {
        var answer = await Contract.At(_sender, Contract.Verifier, verifier).CallAsync("srsId", [], cancellationToken).ConfigureAwait(false);
        var found = answer.Get<Digest256>(0);
        if (found != srsId)
        {
            throw new InvalidArtifactException(verifier.ToString(), $"this verifier was deployed for the reference string {found}, and yours is {srsId}");
        }
    }

    /// <summary>Stores a verifying key as contract code, unless it is there already, and says where.</summary>
    /// <returns>The address, and the receipt; null if the key was there.</returns>
    /// <exception cref="InvalidArtifactException">The key is larger than one contract.</exception>
    public async Task<(EthereumAddress Key, ContractReceipt? Receipt)> StoreKeyAsync(
        EthereumAddress keyStore, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Bytes.Length > DataContract.Capacity)
        {
            throw new InvalidArtifactException(
                "verifying key", $"it has {key.Bytes.Length} bytes, and one contract keeps {DataContract.Capacity}; a model with fewer layers has a smaller key");
        }
        var store = Contract.At(_sender, Contract.KeyStore, keyStore);
        async Task<EthereumAddress> FindAsync() =>
            (await store.CallAsync("keyOf", [key.Digest], cancellationToken).ConfigureAwait(false)).Get<EthereumAddress>(0);
        var known = await FindAsync().ConfigureAwait(false);
        if (known != EthereumAddress.Zero)
        {
            return (known, null);
        }
        var receipt = await store.SendAsync("store", [key.Bytes], cancellationToken: cancellationToken).ConfigureAwait(false);
        return (await FindAsync().ConfigureAwait(false), receipt);
    }

    /// <summary>Registers a model under an id that follows from owner, key and verifier, unless it is registered already.</summary>
    /// <returns>The id, and the receipt; null if it was registered.</returns>
    /// <exception cref="ContractRevertedException">The model was deprecated, or its key is not the one named.</exception>
    public async Task<(Digest256 ModelId, ContractReceipt? Receipt)> RegisterAsync(
        EthereumAddress registry, Digest256 keyDigest, EthereumAddress key, EthereumAddress verifier, string schemaUri,
        CancellationToken cancellationToken = default)
    {
        var contract = Contract.At(_sender, Contract.Registry, registry);
        var modelId = (await contract.CallAsync("idOf", [_sender.Address, keyDigest, verifier], cancellationToken).ConfigureAwait(false)).Get<Digest256>(0);
        try
        {
            await contract.CallAsync("requireActive", [modelId], cancellationToken).ConfigureAwait(false);
            return (modelId, null);
        }
        catch (ContractRevertedException unknown) when (unknown.ErrorName == "ModelUnknown")
        {
            var receipt = await contract.SendAsync("register", [keyDigest, key, verifier, schemaUri], cancellationToken: cancellationToken).ConfigureAwait(false);
            return (modelId, receipt);
        }
    }
}
