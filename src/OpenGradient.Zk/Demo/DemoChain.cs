// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Demo;

/// <summary>A local chain with the verifier, the model's key, and a consumer contract that asks for one inference.</summary>
internal sealed class DemoChain : IAsyncDisposable
{
    private readonly Devnet _devnet;
    private readonly TransactionSender _sender;
    private readonly ConsumerContract _consumer;
    private readonly (DeploymentFile File, DeploymentGas Gas, int VerifierBytes) _deployed;

    private DemoChain(
        Devnet devnet, TransactionSender sender, (DeploymentFile, DeploymentGas, int) deployed, ConsumerContract consumer, ProofRequest request, Digest256 context)
    {
        (_devnet, _sender, _deployed, _consumer, Request, Context) = (devnet, sender, deployed, consumer, request, context);
        Model = new OnChainModel(
            sender, _deployed.File.RequireAddress(_deployed.File.Verifier, "verifier"), _deployed.File.RequireAddress(_deployed.File.Key, "key"),
            _deployed.File.RequireDigest(_deployed.File.VerifyingKeyDigest, "verifyingKeyDigest"));
    }

    /// <summary>The verifier and the key.</summary>
    internal OnChainModel Model { get; }

    /// <summary>What the consumer asked for.</summary>
    internal ProofRequest Request { get; }

    /// <summary>What the consumer wants the proof to be bound to.</summary>
    internal Digest256 Context { get; }

    internal static async Task<DemoChain> StartAsync(
        VerifyingKey key, Proof reference, Srs srs, IStepReporter reporter, CancellationToken cancellationToken)
    {
        var devnet = await reporter.RunAsync("chain", "Starting a local chain", _ => Devnet.StartAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        try
        {
            var sender = devnet.CreateSender();
            var deployer = new ModelDeployer(sender, reporter);
            var (shared, gas, bytes) = await deployer.DeploySharedAsync(srs, null, cancellationToken).ConfigureAwait(false);
            var (file, total) = await deployer.DeployModelAsync(
                shared, gas, key, reference, Contract.DigitConsumer, cancellationToken: cancellationToken).ConfigureAwait(false);
            var consumer = new ConsumerContract(sender, file.RequireAddress(file.Consumer, "consumer"));
            var (request, context) = await consumer.RequestAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return new DemoChain(devnet, sender, (file, total, bytes), consumer, request, context);
        }
        catch
        {
            await devnet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Verifies directly for its gas, then through the consumer, reads the result back, and tries a replay.</summary>
    internal async Task<DemoOnChain> SubmitAsync(ProvenInference inference, int predicted, CancellationToken cancellationToken)
    {
        var direct = await Model.VerifyAsync(inference.Proof, cancellationToken).ConfigureAwait(false);
        var submitted = await _consumer.SubmitAsync(inference.Proof, Request.Deadline, cancellationToken).ConfigureAwait(false);
        var result = (await _consumer.ReadAsync("digitOf", cancellationToken).ConfigureAwait(false)).Get<int>(0);
        return new DemoOnChain
        {
            Hardfork = _devnet.Hardfork,
            Verified = _consumer.Consumed(submitted, inference.Proof) && result == predicted,
            ReplayRefused = await _consumer.RefusalAsync(inference.Proof, Request.Deadline, cancellationToken).ConfigureAwait(false) is not null,
            Deployment = _deployed.File, DeploymentGas = _deployed.Gas, VerifierBytes = _deployed.VerifierBytes, Context = Context, ResultOnChain = result,
            Transaction = submitted.Transaction, ThroughConsumer = submitted.Gas, Direct = direct.Gas,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _devnet.DisposeAsync().ConfigureAwait(false);
    }
}
