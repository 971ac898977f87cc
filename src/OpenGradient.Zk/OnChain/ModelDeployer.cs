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
/// <param name="sender">The account that sends.</param>
/// <param name="reporter">Is told every step.</param>
/// <param name="keep">
/// Is given the deployment as far as it is known whenever more of it is: at each transaction as soon as it is sent, and when it is
/// mined. Null keeps nothing.
/// </param>
public sealed class ModelDeployer(TransactionSender sender, IStepReporter reporter, Action<DeploymentFile>? keep = null)
{
    private static readonly TimeSpan PendingPatience = TimeSpan.FromMinutes(3);

    private readonly OnChainDeployer _deployer = new(sender);

    /// <summary>The contracts every model shares, for one reference string.</summary>
    /// <param name="srs">The string.</param>
    /// <param name="existing">What is there already, to the end or in part; null deploys everything.</param>
    /// <param name="cancellationToken">Stops between transactions; what was sent stays sent.</param>
    /// <exception cref="ForeignContractException">What is there is something else.</exception>
    public async Task<(DeploymentFile File, DeploymentGas Gas, int VerifierBytes)> DeploySharedAsync(
        Srs srs, DeploymentFile? existing = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(srs);
        var chainId = await sender.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (existing is not null)
        {
            await RequireFitAsync(existing, srs, cancellationToken).ConfigureAwait(false);
        }
        var start = existing is null
            ? new DeploymentFile { ChainId = chainId.ToString(), Srs = srs.Id.ToString(), Insecure = srs.IsInsecure, Incomplete = true }
            : existing with { Pending = null };
        var points = srs.DeploymentParameters();
        var (file, verifier, bytes) = await PresentAsync(
            start, start.Verifier, "Deploying the verifier", (f, address) => f with { Verifier = address },
            address => _deployer.RequireVerifierAsync(address, points, cancellationToken), () => _deployer.DeployVerifierAsync(points, cancellationToken)).ConfigureAwait(false);
        (file, var keyStore, _) = await PresentAsync(
            file, file.KeyStore, "Deploying the key store", (f, address) => f with { KeyStore = address },
            address => _deployer.RequireKeyStoreAsync(address, cancellationToken), () => _deployer.DeployKeyStoreAsync(cancellationToken)).ConfigureAwait(false);
        var store = file.RequireAddress(file.KeyStore, "keyStore");
        (file, var registry, _) = await PresentAsync(
            file, file.Registry, "Deploying the registry", (f, address) => f with { Registry = address },
            address => _deployer.RequireRegistryAsync(address, store, cancellationToken), () => _deployer.DeployRegistryAsync(store, cancellationToken)).ConfigureAwait(false);
        return (file with { Incomplete = false }, new DeploymentGas(verifier, keyStore, registry, 0, 0, 0), bytes);
    }

    /// <summary>A model's key, its name in the registry and, if wanted, a consumer of it.</summary>
    /// <param name="shared">The contracts every model shares.</param>
    /// <param name="gas">Gas so far.</param>
    /// <param name="key">The verifying key.</param>
    /// <param name="reference">A proof under that key, which the registry has verified before it takes the model; public from then on.</param>
    /// <param name="consumer">The name of a consumer contract of this project; null for none.</param>
    /// <param name="schemaUri">Where the schema can be read; may be empty.</param>
    /// <param name="interrupted">An incomplete deployment that is gone on with: a consumer it speaks of is used again.</param>
    /// <param name="cancellationToken">Stops between transactions; what was sent stays sent.</param>
    public async Task<(DeploymentFile File, DeploymentGas Gas)> DeployModelAsync(
        DeploymentFile shared, DeploymentGas gas, VerifyingKey key, Proof reference, string? consumer, string schemaUri = "",
        DeploymentFile? interrupted = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(gas);
        ArgumentNullException.ThrowIfNull(key);
        var registry = shared.RequireAddress(shared.Registry, "registry");
        var verifier = shared.RequireAddress(shared.Verifier, "verifier");
        var keyStore = shared.RequireAddress(shared.KeyStore, "keyStore");
        var file = shared with { Incomplete = true, Key = null, VerifyingKeyDigest = key.Digest.ToString(), ModelId = null, Consumer = null };

        var (address, stored) = await Step(file, "Storing the verifying key", null, () => _deployer.StoreKeyAsync(keyStore, key, cancellationToken)).ConfigureAwait(false);
        file = Keep(file with { Key = address.ToString() });
        var (modelId, registered) = await Step(file, "Registering the model", null, () =>
            _deployer.RegisterAsync(registry, key.Digest, verifier, reference, schemaUri, cancellationToken)).ConfigureAwait(false);
        file = Keep(file with { ModelId = modelId.ToString() });
        var total = gas with { Key = stored?.Transaction.GasUsed ?? 0, Model = registered?.Transaction.GasUsed ?? 0 };
        if (consumer is not null)
        {
            (file, var spent, _) = await PresentAsync(
                file, interrupted is { Incomplete: true } && interrupted.ModelId == file.ModelId ? interrupted.Consumer : null, "Deploying the consumer", (f, at) => f with { Consumer = at },
                at => _deployer.RequireConsumerAsync(at, consumer, registry, modelId, key.Digest, verifier, cancellationToken),
                () => _deployer.DeployConsumerAsync(consumer, registry, modelId, key.Digest, verifier, cancellationToken)).ConfigureAwait(false);
            total = total with { Consumer = spent };
        }
        return (Keep(file with { Incomplete = false }), total);
    }

    // A contract that is there is used again if it is what it should be; one whose transaction was never mined is deployed again.
    private async Task<(DeploymentFile File, ulong Gas, int Bytes)> PresentAsync(
        DeploymentFile file, string? known, string title, Func<DeploymentFile, string, DeploymentFile> set,
        Func<EthereumAddress, Task<int>> require, Func<Task<Deployment>> deploy)
    {
        if (known is not null)
        {
            var address = EthereumAddress.Parse(known);
            var code = await sender.Client.GetCodeAsync(address).ConfigureAwait(false);
            if (code.Length > 0 || !file.Incomplete)
            {
                return (set(file, known), 0, await require(address).ConfigureAwait(false));
            }
        }
        var made = await Step(file, title, set, deploy).ConfigureAwait(false);
        return (Keep(set(file, made.Address.ToString())), made.Transaction.GasUsed, made.RuntimeSize);
    }

    private async Task RequireFitAsync(DeploymentFile existing, Srs srs, CancellationToken cancellationToken)
    {
        await sender.Client.EnsureChainAsync(existing.Chain, cancellationToken).ConfigureAwait(false);
        if (existing.Srs != srs.Id.ToString())
        {
            throw new InvalidArtifactException(existing.Path, $"its verifier was deployed for the reference string {existing.Srs}, and yours is {srs.Id}");
        }
        // What waits to be mined would otherwise be sent and paid for twice.
        if (existing.Pending is { } pending
            && await sender.Client.FindTransactionAsync(TransactionHash.Parse(pending), cancellationToken).ConfigureAwait(false) is { BlockNumber: null })
        {
            _ = await reporter.RunAsync("deploy", $"Waiting for transaction {pending}", _ =>
                sender.Client.WaitForReceiptAsync(TransactionHash.Parse(pending), PendingPatience, cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task<T> Step<T>(DeploymentFile file, string title, Func<DeploymentFile, string, DeploymentFile>? set, Func<Task<T>> work)
    {
        // Where a contract will be follows from sender and nonce: it is kept before anybody can be interrupted.
        sender.OnSent = (sent, hash) => Keep((set is not null && sent.To is null
            ? set(file, ContractAddresses.OfCreation(sender.Address, sent.Nonce).ToString())
            : file) with { Pending = hash.ToString() });
        try
        {
            return await reporter.RunAsync("deploy", title, _ => work()).ConfigureAwait(false);
        }
        finally
        {
            sender.OnSent = null;
        }
    }

    private DeploymentFile Keep(DeploymentFile file)
    {
        keep?.Invoke(file);
        return file;
    }
}
