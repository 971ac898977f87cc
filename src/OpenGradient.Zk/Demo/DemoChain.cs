// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;

namespace OpenGradient.Zk.Demo;

/// <summary>A local chain with the verifier, the model's key, and a consumer contract that asks for one inference.</summary>
internal sealed class DemoChain : IAsyncDisposable
{
    private readonly Devnet _devnet;
    private readonly TransactionSender _sender;
    private readonly Deployment _verifier;
    private readonly Deployment _key;
    private readonly ConsumerContract _consumer;

    private DemoChain(
        Devnet devnet, TransactionSender sender, Deployment verifier, Deployment key, OnChainModel model, ConsumerContract consumer, Digest256 context)
    {
        (_devnet, _sender, _verifier, _key, _consumer) = (devnet, sender, verifier, key, consumer);
        (Model, Context) = (model, context);
    }

    /// <summary>The verifier and the key.</summary>
    internal OnChainModel Model { get; }

    /// <summary>What the consumer wants the proof to be bound to.</summary>
    internal Digest256 Context { get; }

    internal static async Task<DemoChain> StartAsync(ModelProver prover, CancellationToken cancellationToken)
    {
        var devnet = await Devnet.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            var sender = devnet.CreateSender();
            var deployer = new OnChainDeployer(sender);
            var verifier = await deployer.DeployVerifierAsync(prover.DeploymentParameters, cancellationToken).ConfigureAwait(false);
            var key = await deployer.DeployKeyAsync(prover.Keys.VerifyingKey, cancellationToken).ConfigureAwait(false);
            var model = deployer.Model(verifier.Address, key.Address, prover.Keys.VerifyingKey.Digest);
            var consumer = await ConsumerContract.DeployAsync(sender, model, cancellationToken).ConfigureAwait(false);
            var context = await consumer.ContextAsync(cancellationToken).ConfigureAwait(false);
            return new DemoChain(devnet, sender, verifier, key, model, consumer, context);
        }
        catch
        {
            await devnet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Verifies directly for its gas, then through the consumer, reads the result back, and tries a replay.</summary>
    internal async Task<DemoOnChain> SubmitAsync(ProvenInference inference, CancellationToken cancellationToken)
    {
        var direct = await Model.VerifyAsync(inference.Proof, cancellationToken).ConfigureAwait(false);
        var submitted = await _consumer.SubmitAsync(inference.Proof, cancellationToken).ConfigureAwait(false);
        return new DemoOnChain
        {
            Hardfork = _devnet.Hardfork,
            Verified = await _consumer.HoldsAsync(inference.Proof, cancellationToken).ConfigureAwait(false),
            ReplayRefused = await _consumer.RefusesAsync(inference.Proof, cancellationToken).ConfigureAwait(false),
            Verifier = _verifier, Key = _key, Consumer = _consumer.Deployment, Context = Context,
            Transaction = submitted.Transaction, ThroughConsumer = submitted.Gas, Direct = direct.Gas,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _devnet.DisposeAsync().ConfigureAwait(false);
    }
}
