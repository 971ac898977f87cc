// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>
/// A contract derived from ProvableOutputConsumer that offers submit(uint256 deadline, bytes pub, bytes proof): it pins
/// one model, builds the context itself, and lets each proof count once.
/// </summary>
public sealed class ConsumerContract
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    private readonly TransactionSender _sender;
    private readonly ContractClient _contract;

    /// <summary>A consumer at an address.</summary>
    /// <param name="sender">The account that submits.</param>
    /// <param name="address">Where the consumer is.</param>
    /// <param name="artifact">Which of this project's contracts it is, or is derived like.</param>
    public ConsumerContract(TransactionSender sender, EthereumAddress address, string artifact = Contract.DigitConsumer)
    {
        ArgumentNullException.ThrowIfNull(sender);
        (_sender, _contract) = (sender, Contract.At(sender, artifact, address));
    }

    /// <summary>Where it is.</summary>
    public EthereumAddress Address => _contract.Address;

    /// <summary>What the next proof must be made for: asked of the contract, never computed here.</summary>
    /// <param name="sender">The account that will submit the proof; null: the account that asks.</param>
    /// <param name="lifetime">How long the proof may be submitted; null: an hour.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<(ProofRequest Request, Digest256 Context)> RequestAsync(
        EthereumAddress? sender = null, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var who = sender ?? _sender.Address;
        var chainId = await _sender.Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        var block = await _sender.Client.GetLatestBlockAsync(cancellationToken).ConfigureAwait(false);
        var deadline = block.Timestamp + (ulong)(lifetime ?? DefaultLifetime).TotalSeconds;
        var nonce = (await _contract.CallAsync("nonces", [who], cancellationToken).ConfigureAwait(false)).Get<ulong>(0);
        var context = (await _contract.CallAsync("context", [who, nonce, deadline], cancellationToken).ConfigureAwait(false)).Get<Digest256>(0);
        return (new ProofRequest(chainId.ToString(), Address.ToString(), who.ToString(), nonce, deadline), context);
    }

    /// <summary>Why it would be vain to submit the proof now; null if nothing speaks against it.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="request">What it was made for.</param>
    /// <param name="deployment">The model this contract is believed to consume.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<SubmissionRefusal?> CheckAsync(
        Proof proof, ProofRequest request, DeploymentFile deployment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(deployment);
        return new SubmissionCheck(_sender.Client, _contract, _sender.Address, deployment).RunAsync(proof, request, cancellationToken);
    }

    /// <summary>
    /// Whether this contract consumed this very proof in that transaction. That it succeeded says nothing: so does a
    /// transaction to an address where nothing looks at a proof.
    /// </summary>
    public bool Consumed(ContractReceipt receipt, Proof proof)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(proof);
        return receipt.Transaction.Succeeded && receipt.Events.Any(found =>
            found.Name == "InferenceConsumed" && found.Emitter == Address
            && found.Values.Get<EthereumAddress>("sender") == _sender.Address && found.Values.Get<Digest256>("context") == proof.Context
            && found.Values.Get<byte[]>("pub").AsSpan().SequenceEqual(proof.Published.Span));
    }

    /// <summary>Submits a proof; ask <see cref="Consumed"/> what became of it.</summary>
    /// <exception cref="ContractRevertedException">It was refused; carries the check's name.</exception>
    public Task<ContractReceipt> SubmitAsync(Proof proof, ulong deadline, CancellationToken cancellationToken = default) =>
        _contract.SendAsync("submit", Arguments(proof, deadline), cancellationToken: cancellationToken);

    /// <summary>What submitting would send: estimated and priced, not sent.</summary>
    public Task<Eip1559Transaction> PrepareAsync(Proof proof, ulong deadline, CancellationToken cancellationToken = default) =>
        _sender.PrepareAsync(_contract.Request("submit", Arguments(proof, deadline)), cancellationToken);

    /// <summary>The error with which the consumer would refuse the proof now; null if it would take it.</summary>
    public async Task<string?> RefusalAsync(Proof proof, ulong deadline, CancellationToken cancellationToken = default)
    {
        try
        {
            await _contract.CallAsync("submit", Arguments(proof, deadline), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ContractRevertedException refused)
        {
            return refused.ErrorName ?? "(unnamed)";
        }
    }

    /// <summary>Calls a function that only reads, such as "digitOf", with the account's address.</summary>
    public Task<AbiValues> ReadAsync(string function, CancellationToken cancellationToken = default) =>
        _contract.CallAsync(function, [_sender.Address], cancellationToken);

    private static object?[] Arguments(Proof proof, ulong deadline)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return [deadline, proof.Published, proof.Bytes];
    }
}
