// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>Puts the verifier, and a model's key beside it, on a chain.</summary>
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
        _deployer.DeployAsync(OnChainModel.VerifierContract, [deploymentParameters], cancellationToken);

    /// <summary>Stores a verifying key as contract code, and checks that it arrived byte for byte.</summary>
    /// <exception cref="InvalidArtifactException">The key is larger than one contract.</exception>
    public Task<Deployment> DeployKeyAsync(VerifyingKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Bytes.Length <= DataContract.Capacity
            ? _deployer.DeployDataAsync(key.Bytes, cancellationToken)
            : throw new InvalidArtifactException(
                "verifying key", $"it has {key.Bytes.Length} bytes, and one contract keeps {DataContract.Capacity}; a model with fewer layers has a smaller key");
    }

    /// <summary>A verifier that is already there, if it is ours and was deployed for this reference string.</summary>
    /// <exception cref="InvalidArtifactException">The verifier is for another reference string.</exception>
    public async Task<ContractClient> UseVerifierAsync(EthereumAddress address, Digest256 srsId, CancellationToken cancellationToken = default)
    {
        var verifier = new ContractClient(_sender, ContractAbi.Of(OnChainModel.VerifierContract), address);
        var answer = await verifier.CallAsync("srsId", [], cancellationToken).ConfigureAwait(false);
        var found = answer.Get<Digest256>(0);
        return found == srsId ? verifier : throw new InvalidArtifactException(
            address.ToString(), $"this verifier was deployed for the reference string {found}, and yours is {srsId}");
    }

    /// <summary>The verifier and key that were deployed, ready to be asked.</summary>
    public OnChainModel Model(EthereumAddress verifier, EthereumAddress key, Digest256 keyDigest) =>
        new(new ContractClient(_sender, ContractAbi.Of(OnChainModel.VerifierContract), verifier), key, keyDigest);
}
