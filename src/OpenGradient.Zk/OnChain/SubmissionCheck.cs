// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.OnChain;

/// <summary>
/// Whether a consumer contract could take a proof now. A proof for another context fails deep in the verifier, where all
/// that is known is that the numbers do not fit; here the reason still has a name. protocol.md §10.4.
/// </summary>
internal sealed class SubmissionCheck(IEthereumClient client, ContractClient consumer, EthereumAddress sender, DeploymentFile deployment)
{
    private const string Again = "Prove again: ogzk prove MODEL --input INPUT --deployment deployment.json --rpc URL";

    /// <summary>The first reason against it; null if there is none.</summary>
    internal async Task<SubmissionRefusal?> RunAsync(Proof proof, ProofRequest request, CancellationToken cancellationToken) =>
        Addressee(request)
        ?? await PinsAsync(cancellationToken).ConfigureAwait(false)
        ?? await MomentAsync(proof, request, cancellationToken).ConfigureAwait(false);

    private SubmissionRefusal? Addressee(ProofRequest request)
    {
        if (request.ChainId != deployment.ChainId)
        {
            return Usage("other_chain", $"The proof was made for chain {request.ChainId}, and the deployment is on chain {deployment.ChainId}; nothing was sent.");
        }
        if (!Is(request.Consumer, consumer.Address))
        {
            return Usage("other_consumer", $"The proof was made for the consumer {request.Consumer}, and the deployment has {consumer.Address}; nothing was sent.");
        }
        return Is(request.Sender, sender) ? null : new SubmissionRefusal(
            "other_sender", $"The proof was made for the sender {request.Sender}, and this account is {sender}; nothing was sent.",
            $"Submit it from the account it was made for. {Again}", ByChain: false);
    }

    // Whoever answers to these three names pins the model, the key and the verifier that the deployment speaks of.
    private async Task<SubmissionRefusal?> PinsAsync(CancellationToken cancellationToken)
    {
        var modelId = deployment.RequireDigest(deployment.ModelId, "modelId");
        var digest = deployment.RequireDigest(deployment.VerifyingKeyDigest, "verifyingKeyDigest");
        var verifier = deployment.RequireAddress(deployment.Verifier, "verifier");
        try
        {
            return Other("model", await AskAsync<Digest256>("modelId").ConfigureAwait(false), modelId)
                ?? Other("verifying key", await AskAsync<Digest256>("vkDigest").ConfigureAwait(false), digest)
                ?? Other("verifier", await AskAsync<EthereumAddress>("verifier").ConfigureAwait(false), verifier);
        }
        catch (ChainException error) when (error is AbiException or ContractRevertedException or OutOfGasException or RpcException)
        {
            return new SubmissionRefusal(
                "not_a_consumer", $"What is at {consumer.Address} does not answer as a consumer of proofs does; nothing was sent. {error.Message}",
                $"Correct \"consumer\" in {deployment.Path}, or deploy one with: ogzk deploy … --consumer NAME", ByChain: false);
        }
        async Task<T> AskAsync<T>(string function) =>
            (await consumer.CallAsync(function, [], cancellationToken).ConfigureAwait(false)).Get<T>(0);
    }

    private async Task<SubmissionRefusal?> MomentAsync(Proof proof, ProofRequest request, CancellationToken cancellationToken)
    {
        var next = (await consumer.CallAsync("nonces", [sender], cancellationToken).ConfigureAwait(false)).Get<ulong>(0);
        if (request.Nonce < next)
        {
            return new SubmissionRefusal(
                "already_submitted",
                $"The proof was already submitted, or another one in its place: it is number {request.Nonce} of this account at {consumer.Address}, where number {next} is next; nothing was sent.",
                Again, ByChain: true);
        }
        if (request.Nonce > next)
        {
            return new SubmissionRefusal(
                "too_early", $"The proof is number {request.Nonce} of this account at {consumer.Address}, where number {next} is next; nothing was sent.",
                "Submit the ones before it first, or prove again.", ByChain: true);
        }
        var block = await client.GetLatestBlockAsync(cancellationToken).ConfigureAwait(false);
        if (block.Timestamp >= request.Deadline)
        {
            return new SubmissionRefusal(
                "expired", $"The proof has expired: it could be submitted until {Time(request.Deadline)}, and the chain is at {Time(block.Timestamp)}; nothing was sent.",
                Again, ByChain: true);
        }
        var context = (await consumer.CallAsync("context", [sender, request.Nonce, request.Deadline], cancellationToken).ConfigureAwait(false)).Get<Digest256>(0);
        return context == proof.Context ? null : Usage(
            "other_context", $"The proof is bound to the context {proof.Context}, and what it says it was made for is {context}; nothing was sent.");
    }

    private SubmissionRefusal? Other<T>(string what, T found, T expected) => EqualityComparer<T>.Default.Equals(found, expected) ? null : new SubmissionRefusal(
        "other_model", $"The consumer {consumer.Address} is pinned to the {what} {found}, and {deployment.Path} names {expected}; nothing was sent.",
        "Give the deployment file that belongs to this consumer.", ByChain: false);

    private static SubmissionRefusal Usage(string code, string message) => new(code, message, Again, ByChain: false);

    private static bool Is(string text, EthereumAddress address) => EthereumAddress.TryParse(text, out var found) && found == address;

    private static string Time(ulong seconds) => seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", null) : $"second {seconds}";
}
