// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>A transaction that a deployment would send.</summary>
/// <param name="Step">What for.</param>
/// <param name="To">The contract called, or the address at which one would be.</param>
/// <param name="Nonce">The sender's transactions before it.</param>
/// <param name="Transaction">Estimated and priced; null where that is only possible once the ones before it are mined.</param>
public sealed record PlannedTransaction(string Step, EthereumAddress To, ulong Nonce, Eip1559Transaction? Transaction);

/// <summary>
/// What <see cref="ModelDeployer"/> would do, without doing it. A step that calls a contract which is not there yet can be named
/// and not estimated.
/// </summary>
public sealed class DeploymentPlan
{
    private readonly TransactionSender _sender;
    private readonly ContractDeployer _contracts;
    private readonly OnChainDeployer _deployer;
    private readonly List<PlannedTransaction> _plan = [];
    private ulong _nonce;

    private DeploymentPlan(TransactionSender sender, ulong nonce) =>
        (_sender, _contracts, _deployer, _nonce) = (sender, new ContractDeployer(sender), new OnChainDeployer(sender), nonce);

    /// <summary>The transactions that deploying would send, in order, and the file it would leave, as far as it can be known.</summary>
    /// <exception cref="ForeignContractException">What is there is something else than the file says.</exception>
    public static async Task<(DeploymentFile File, IReadOnlyList<PlannedTransaction> Transactions)> MakeAsync(
        TransactionSender sender, Srs srs, DeploymentFile? existing, VerifyingKey key, Proof reference, string? consumer, string schemaUri,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(srs);
        ArgumentNullException.ThrowIfNull(key);
        if (existing is not null)
        {
            await sender.Client.EnsureChainAsync(existing.Chain, cancellationToken).ConfigureAwait(false);
        }
        var chainId = await sender.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        var plan = new DeploymentPlan(sender, await sender.Client.GetNonceAsync(sender.Address, cancellationToken).ConfigureAwait(false));
        var verifier = await plan.SharedAsync(existing, existing?.Verifier, Contract.Verifier, [srs.DeploymentParameters()], cancellationToken).ConfigureAwait(false);
        var keyStore = await plan.SharedAsync(existing, existing?.KeyStore, Contract.KeyStore, [], cancellationToken).ConfigureAwait(false);
        var registry = await plan.SharedAsync(existing, existing?.Registry, Contract.Registry, [keyStore.Address], cancellationToken).ConfigureAwait(false);
        var file = new DeploymentFile
        {
            ChainId = chainId.ToString(), Verifier = verifier.Address.ToString(), KeyStore = keyStore.Address.ToString(),
            Registry = registry.Address.ToString(), VerifyingKeyDigest = key.Digest.ToString(), Srs = srs.Id.ToString(), Insecure = srs.IsInsecure,
            Incomplete = true,
        };
        var stored = await plan.StoreAsync(keyStore, key, cancellationToken).ConfigureAwait(false);
        Digest256? modelId = null;
        if (stored is not null && verifier.There && registry.There)
        {
            (modelId, var registered) = await plan._deployer.FindModelAsync(registry.Address, key.Digest, verifier.Address, cancellationToken).ConfigureAwait(false);
            if (!registered)
            {
                plan.Call("register the model", registry.Address, await plan._deployer.PrepareRegisterAsync(
                    registry.Address, key.Digest, verifier.Address, reference, schemaUri, cancellationToken).ConfigureAwait(false));
            }
        }
        else
        {
            plan.Call("register the model", registry.Address, null);
        }
        var made = consumer is null ? null : plan.Create($"deploy {consumer}", null).ToString();
        return (file with { Key = stored?.ToString(), ModelId = modelId?.ToString(), Consumer = made }, plan._plan);
    }

    private async Task<(EthereumAddress Address, bool There)> SharedAsync(
        DeploymentFile? existing, string? known, string contract, IReadOnlyList<object?> arguments, CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            var there = EthereumAddress.Parse(known);
            var code = await _sender.Client.GetCodeAsync(there, cancellationToken).ConfigureAwait(false);
            if (code.Length > 0 || existing is not { Incomplete: true })
            {
                await _contracts.RequireAsync(contract, arguments, there, cancellationToken).ConfigureAwait(false);
                return (there, true);
            }
        }
        return (Create($"deploy {contract}", await _contracts.PrepareAsync(contract, arguments, cancellationToken).ConfigureAwait(false)), false);
    }

    private async Task<EthereumAddress?> StoreAsync((EthereumAddress Address, bool There) keyStore, VerifyingKey key, CancellationToken cancellationToken)
    {
        if (!keyStore.There)
        {
            Call("store the verifying key", keyStore.Address, null);
            return null;
        }
        var stored = await _deployer.FindKeyAsync(keyStore.Address, key, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            Call("store the verifying key", keyStore.Address, await _deployer.PrepareStoreAsync(keyStore.Address, key, cancellationToken).ConfigureAwait(false));
        }
        return stored;
    }

    private EthereumAddress Create(string step, Eip1559Transaction? transaction)
    {
        var address = ContractAddresses.OfCreation(_sender.Address, _nonce);
        Call(step, address, transaction);
        return address;
    }

    private void Call(string step, EthereumAddress to, Eip1559Transaction? transaction) =>
        _plan.Add(new PlannedTransaction(step, to, _nonce++, transaction));
}
