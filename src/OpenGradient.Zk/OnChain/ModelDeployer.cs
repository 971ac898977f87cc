// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>Gas of everything that was deployed.</summary>
public sealed record DeploymentGas(ulong Verifier, ulong KeyStore, ulong Registry, ulong Key, ulong Model, ulong Consumer)
{
    /// <summary>All of it.</summary>
    public ulong Total => Verifier + KeyStore + Registry + Key + Model + Consumer;
}

/// <summary>Deploys a model with everything it needs, reusing what is there.</summary>
public sealed class ModelDeployer(TransactionSender sender, IStepReporter reporter)
{
    private readonly OnChainDeployer _deployer = new(sender);

    /// <summary>The contracts every model shares, for one reference string.</summary>
    /// <param name="srs">The string.</param>
    /// <param name="existing">What is there already; null deploys everything.</param>
    /// <param name="cancellationToken">Stops between transactions; what was sent stays sent.</param>
    public async Task<(DeploymentFile File, DeploymentGas Gas, int VerifierBytes)> DeploySharedAsync(
        Srs srs, DeploymentFile? existing = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(srs);
        var chainId = await sender.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (existing is not null)
        {
            await sender.Client.EnsureChainAsync(System.Numerics.BigInteger.Parse(existing.ChainId, null), cancellationToken).ConfigureAwait(false);
            var address = DeploymentFile.Address(existing.Verifier, "verifier");
            await _deployer.RequireVerifierAsync(address, srs.Id, cancellationToken).ConfigureAwait(false);
            var code = await sender.Client.GetCodeAsync(address, cancellationToken).ConfigureAwait(false);
            return (existing, new DeploymentGas(0, 0, 0, 0, 0, 0), code.Length);
        }
        var verifier = await Step("Deploying the verifier", () => _deployer.DeployVerifierAsync(srs.DeploymentParameters(), cancellationToken)).ConfigureAwait(false);
        var keyStore = await Step("Deploying the key store", () => _deployer.DeployKeyStoreAsync(cancellationToken)).ConfigureAwait(false);
        var registry = await Step("Deploying the registry", () => _deployer.DeployRegistryAsync(cancellationToken)).ConfigureAwait(false);
        var file = new DeploymentFile
        {
            ChainId = chainId.ToString(), Verifier = verifier.Address.ToString(), KeyStore = keyStore.Address.ToString(),
            Registry = registry.Address.ToString(), Srs = srs.Id.ToString(), Insecure = srs.IsInsecure,
        };
        var gas = new DeploymentGas(verifier.Transaction.GasUsed, keyStore.Transaction.GasUsed, registry.Transaction.GasUsed, 0, 0, 0);
        return (file, gas, verifier.RuntimeSize);
    }

    /// <summary>A model's key, its name in the registry and, if wanted, a consumer of it.</summary>
    /// <param name="shared">The contracts every model shares.</param>
    /// <param name="gas">Gas so far.</param>
    /// <param name="key">The verifying key.</param>
    /// <param name="consumer">The name of a consumer contract of this project; null for none.</param>
    /// <param name="schemaUri">Where the schema can be read; may be empty.</param>
    /// <param name="cancellationToken">Stops between transactions; what was sent stays sent.</param>
    public async Task<(DeploymentFile File, DeploymentGas Gas)> DeployModelAsync(
        DeploymentFile shared, DeploymentGas gas, VerifyingKey key, string? consumer, string schemaUri = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(gas);
        ArgumentNullException.ThrowIfNull(key);
        var registry = DeploymentFile.Address(shared.Registry, "registry");
        var verifier = DeploymentFile.Address(shared.Verifier, "verifier");
        var (address, stored) = await Step("Storing the verifying key", () =>
            _deployer.StoreKeyAsync(DeploymentFile.Address(shared.KeyStore, "keyStore"), key, cancellationToken)).ConfigureAwait(false);
        var (modelId, registered) = await Step("Registering the model", () =>
            _deployer.RegisterAsync(registry, key.Digest, address, verifier, schemaUri, cancellationToken)).ConfigureAwait(false);
        var file = shared with
        {
            Key = address.ToString(), VerifyingKeyDigest = key.Digest.ToString(), ModelId = modelId.ToString(), Consumer = null,
        };
        var total = gas with { Key = stored?.Transaction.GasUsed ?? 0, Model = registered?.Transaction.GasUsed ?? 0 };
        if (consumer is null)
        {
            return (file, total);
        }
        var deployed = await Step("Deploying the consumer", () =>
            _deployer.DeployConsumerAsync(consumer, registry, modelId, key.Digest, verifier, cancellationToken)).ConfigureAwait(false);
        return (file with { Consumer = deployed.Address.ToString() }, total with { Consumer = deployed.Transaction.GasUsed });
    }

    private Task<T> Step<T>(string title, Func<Task<T>> work) => reporter.RunAsync("deploy", title, _ => work());
}
