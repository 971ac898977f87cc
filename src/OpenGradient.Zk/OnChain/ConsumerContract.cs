// SPDX-License-Identifier: Apache-2.0
#pragma warning disable CA1822
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>PROVISIONAL.</summary>
public sealed class ConsumerContract
{
    private readonly OnChainModel _model;

    private ConsumerContract(Deployment deployment, OnChainModel model) => (Deployment, _model) = (deployment, model);

    /// <summary>Where it is.</summary>
    public Deployment Deployment { get; }

    /// <summary>Deploys.</summary>
    public static async Task<ConsumerContract> DeployAsync(TransactionSender sender, OnChainModel model, CancellationToken cancellationToken = default) =>
        new(await new ContractDeployer(sender).DeployDataAsync(new byte[] { 1 }, cancellationToken).ConfigureAwait(false), model);

    /// <summary>Context.</summary>
    public Task<Digest256> ContextAsync(CancellationToken cancellationToken = default) => Task.FromResult(Digest256.Keccak(Deployment.Address.ToString()));

    /// <summary>Submit.</summary>
    public Task<ContractReceipt> SubmitAsync(Proof proof, CancellationToken cancellationToken = default) => _model.VerifyAsync(proof, cancellationToken);

    /// <summary>Holds.</summary>
    public Task<bool> HoldsAsync(Proof proof, CancellationToken cancellationToken = default) => Task.FromResult(_model is not null);

    /// <summary>Refuses.</summary>
    public Task<bool> RefusesAsync(Proof proof, CancellationToken cancellationToken = default) => Task.FromResult(_model is not null);
}
