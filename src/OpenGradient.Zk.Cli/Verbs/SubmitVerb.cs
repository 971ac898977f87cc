// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk submit: a proof to the contract that asked for it.</summary>
internal static class SubmitVerb
{
    private static readonly Argument<string> ProofPath = new("proof") { Description = "The proof file (.ogp), made with `ogzk prove --deployment`." };

    private static readonly Option<string?> Deployment = new("--deployment", "-d") { Description = "deployment.json of `ogzk deploy`.", Required = true };

    internal static Command Command() => Verb.Create(
        "submit", "Submit a proof to the consumer contract that asked for it, or to the verifier alone where there is none.",
        [ProofPath, Deployment, .. ChainOptions.Writing], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var file = ProofFile.Read(context.Get(ProofPath));
        var deployment = DeploymentFile.Read(context.Get(Deployment)!);
        deployment.RequireComplete(); // else a proof for a consumer to come would go to the verifier alone
        var modelId = deployment.RequireDigest(deployment.ModelId, "modelId");
        RequireSameKey(file.Proof, deployment);
        using var account = await ChainOptions.OpenAsync(context).ConfigureAwait(false);
        await account.Sender.Client.EnsureChainAsync(deployment.Chain, context.CancellationToken).ConfigureAwait(false);
        var target = await TargetAsync(account, file, deployment, context.CancellationToken).ConfigureAwait(false);
        var answer = new SubmitOutput(file.Proof, deployment, modelId);
        if (context.Get(ChainOptions.DryRun))
        {
            return answer.DryRun(await target.PrepareAsync(context.CancellationToken).ConfigureAwait(false));
        }
        account.Sender.OnSent = (_, hash) => context.Reporter.NoteSent(hash.ToString());
        try
        {
            var receipt = await context.Reporter.RunAsync("submit", "Submitting", _ => target.SendAsync(context.CancellationToken)).ConfigureAwait(false);
            return answer.Mined(receipt, target.Verified(receipt));
        }
        catch (Exception error) when (error is ISentTransaction)
        {
            return answer.Unsettled(error);
        }
    }

    private static async Task<SubmitTarget> TargetAsync(ChainAccount account, ProofFile file, DeploymentFile deployment, CancellationToken cancellationToken)
    {
        if (deployment.Consumer is null)
        {
            // The verifier is asked before it is sent to, and must answer the word of acceptance.
            var model = new OnChainModel(
                account.Sender, deployment.RequireAddress(deployment.Verifier, "verifier"), deployment.RequireAddress(deployment.Key, "key"),
                deployment.RequireDigest(deployment.VerifyingKeyDigest, "verifyingKeyDigest"));
            return new SubmitTarget(token => model.VerifyAsync(file.Proof, token), token => model.PrepareAsync(file.Proof, token), receipt => receipt.Transaction.Succeeded);
        }
        var request = file.Request ?? throw VerbException.Usage(
            $"The consumer {deployment.Consumer} takes only proofs made for the context it gives, and this one names no request.",
            "Make the proof with: ogzk prove MODEL --input INPUT --deployment deployment.json --rpc URL");
        var consumer = new ConsumerContract(account.Sender, deployment.RequireAddress(deployment.Consumer, "consumer"));
        if (await consumer.CheckAsync(file.Proof, request, deployment, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new VerbException(new Failure(refusal.ByChain ? ExitCode.Chain : ExitCode.Usage, refusal.Code, refusal.Message, refusal.Remedy));
        }
        return new SubmitTarget(
            token => consumer.SubmitAsync(file.Proof, request.Deadline, token), token => consumer.PrepareAsync(file.Proof, request.Deadline, token),
            receipt => consumer.Consumed(receipt, file.Proof));
    }

    private static void RequireSameKey(Proof proof, DeploymentFile deployment)
    {
        if (deployment.RequireDigest(deployment.VerifyingKeyDigest, "verifyingKeyDigest") != proof.VerifyingKeyDigest)
        {
            throw VerbException.Usage(
                $"The proof was made for the key {proof.VerifyingKeyDigest}, and the deployment has {deployment.VerifyingKeyDigest}; nothing was sent.",
                "Deploy the key the proof was made with, or prove with the key that is deployed.");
        }
    }

    private sealed record SubmitTarget(
        Func<CancellationToken, Task<ContractReceipt>> SendAsync, Func<CancellationToken, Task<Eip1559Transaction>> PrepareAsync,
        Func<ContractReceipt, bool> Verified);
}
