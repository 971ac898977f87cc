// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>A verifier and a model's key on a chain.</summary>
public sealed class OnChainModel
{
    private readonly TransactionSender _sender;

    /// <summary>Asks and sends from this account.</summary>
    public OnChainModel(TransactionSender sender, EthereumAddress verifier, EthereumAddress key, Digest256 keyDigest)
    {
        ArgumentNullException.ThrowIfNull(sender);
        (_sender, Verifier, KeyAddress, KeyDigest) = (sender, Contract.At(sender, Contract.Verifier, verifier), key, keyDigest);
    }

    /// <summary>The verifier contract.</summary>
    public ContractClient Verifier { get; }

    /// <summary>The data contract that keeps the verifying key.</summary>
    public EthereumAddress KeyAddress { get; }

    /// <summary>The digest of that key.</summary>
    public Digest256 KeyDigest { get; }

    /// <summary>Verifies in a transaction of its own, which is good for nothing but knowing its gas.</summary>
    /// <exception cref="ContractRevertedException">The proof was refused; carries the check's name.</exception>
    /// <exception cref="InvalidArtifactException">The contract is no verifier of this protocol.</exception>
    public async Task<ContractReceipt> VerifyAsync(Proof proof, CancellationToken cancellationToken = default)
    {
        await RequireAcceptedAsync(proof, cancellationToken).ConfigureAwait(false);
        return await Verifier.SendAsync("verify", Arguments(proof), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What verifying would send: estimated and priced, not sent.</summary>
    public Task<Eip1559Transaction> PrepareAsync(Proof proof, CancellationToken cancellationToken = default) =>
        _sender.PrepareAsync(Verifier.Request("verify", Arguments(proof)), cancellationToken);

    /// <summary>Asks the verifier without a transaction: null if it accepts, else the name of the error it reverts with.</summary>
    public async Task<string?> RefusalAsync(Proof proof, CancellationToken cancellationToken = default)
    {
        try
        {
            await RequireAcceptedAsync(proof, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ContractRevertedException refused)
        {
            return refused.ErrorName ?? "(unnamed)";
        }
    }

    // Silence is not acceptance: a contract without such a function may well return. The word is keccak256("SMZ/1").
    private async Task RequireAcceptedAsync(Proof proof, CancellationToken cancellationToken)
    {
        var answer = await Verifier.CallAsync("verify", Arguments(proof), cancellationToken).ConfigureAwait(false);
        if (answer.Get<Digest256>(0) != NativeProver.ProtocolId)
        {
            throw new InvalidArtifactException(Verifier.Address.ToString(), "this contract is no verifier of this protocol: it returned, but not the word of acceptance");
        }
    }

    private object?[] Arguments(Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return [KeyDigest, KeyAddress, proof.Context, proof.Published, proof.Bytes];
    }
}
