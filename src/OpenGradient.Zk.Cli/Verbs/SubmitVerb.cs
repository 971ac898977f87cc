// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Numerics;
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
        [ProofPath, Deployment, .. ChainOptions.Sending, ChainOptions.DryRun], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var file = ProofFile.Read(context.Get(ProofPath));
        var deployment = DeploymentFile.Read(context.Get(Deployment)!);
        RequireSameKey(file.Proof, deployment);
        using var account = await ChainOptions.OpenAsync(context).ConfigureAwait(false);
        await account.Sender.Client.EnsureChainAsync(BigInteger.Parse(deployment.ChainId, null), context.CancellationToken).ConfigureAwait(false);
        var target = Target(account, file, deployment);
        if (context.Get(ChainOptions.DryRun))
        {
            return DryRun(await target.PrepareAsync(context.CancellationToken).ConfigureAwait(false));
        }
        var receipt = await context.Reporter.RunAsync("submit", "Submitting", _ => target.SendAsync(context.CancellationToken)).ConfigureAwait(false);
        return Result(file.Proof, deployment, receipt);
    }

    private static SubmitTarget Target(ChainAccount account, ProofFile file, DeploymentFile deployment)
    {
        if (deployment.Consumer is null)
        {
            var model = new OnChainModel(
                account.Sender, DeploymentFile.Address(deployment.Verifier, "verifier"), DeploymentFile.Address(deployment.Key, "key"),
                Digest256.Parse(deployment.VerifyingKeyDigest!));
            return new SubmitTarget(token => model.VerifyAsync(file.Proof, token), token => model.PrepareAsync(file.Proof, token));
        }
        var request = file.Request ?? throw VerbException.Usage(
            $"The consumer {deployment.Consumer} takes only proofs made for the context it gives, and this one names no request.",
            "Make the proof with: ogzk prove MODEL --input INPUT --deployment deployment.json --rpc URL");
        if (request.Consumer != deployment.Consumer || request.Sender != account.Sender.Address.ToString())
        {
            throw VerbException.Usage(
                $"The proof was made for the consumer {request.Consumer} and the sender {request.Sender}; this is {deployment.Consumer} and {account.Sender.Address}.",
                "Prove again for this consumer and this account.");
        }
        var consumer = new ConsumerContract(account.Sender, DeploymentFile.Address(deployment.Consumer, "consumer"));
        return new SubmitTarget(
            token => consumer.SubmitAsync(file.Proof, request.Deadline, token), token => consumer.PrepareAsync(file.Proof, request.Deadline, token));
    }

    private static VerbResult Result(Proof proof, DeploymentFile deployment, ContractReceipt receipt)
    {
        var data = new
        {
            TransactionHash = receipt.Transaction.Hash.ToString(), receipt.Transaction.GasUsed, CalldataBytes = receipt.Gas.ZeroBytes + receipt.Gas.OtherBytes,
            Verified = receipt.Transaction.Succeeded, deployment.ModelId, InferenceId = InferenceId(proof, deployment).ToString(),
            receipt.Transaction.BlockNumber, Gas = new { receipt.Gas.Total, receipt.Gas.Calldata, receipt.Gas.Execution }, deployment.Consumer,
            InsecureSrs = proof.IsInsecure,
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("verified", "yes"), ("transaction", data.TransactionHash), ("gas", Facts.Count(data.GasUsed)), ("calldata", $"{Facts.Count(data.CalldataBytes)} bytes"),
            ("model id", deployment.ModelId ?? ""), ("inference id", data.InferenceId)));
    }

    private static VerbResult DryRun(Eip1559Transaction transaction)
    {
        var data = new
        {
            DryRun = true, To = transaction.To?.ToString(), ChainId = transaction.ChainId.ToString(), transaction.Nonce, transaction.GasLimit,
            MaxCostWei = transaction.MaxCost.ToString(), CalldataBytes = transaction.Data.Length, Verified = false,
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("would send to", data.To ?? ""), ("gas limit", Facts.Count(data.GasLimit)), ("at most", $"{data.MaxCostWei} wei"), ("calldata", $"{Facts.Count(data.CalldataBytes)} bytes")));
    }

    private static void RequireSameKey(Proof proof, DeploymentFile deployment)
    {
        if (deployment.VerifyingKeyDigest != proof.VerifyingKeyDigest.ToString())
        {
            throw VerbException.Usage(
                $"The proof was made for the key {proof.VerifyingKeyDigest}, and the deployment has {deployment.VerifyingKeyDigest ?? "no model"}; nothing was sent.",
                "Deploy the key the proof was made with, or prove with the key that is deployed.");
        }
    }

    /// <summary>One name for one statement: keccak(model id ‖ context ‖ published values).</summary>
    private static Digest256 InferenceId(Proof proof, DeploymentFile deployment) =>
        Digest256.Keccak([.. Digest256.Parse(deployment.ModelId!).ToArray(), .. proof.Context.ToArray(), .. proof.Published.Span]);

    private sealed record SubmitTarget(
        Func<CancellationToken, Task<ContractReceipt>> SendAsync, Func<CancellationToken, Task<Eip1559Transaction>> PrepareAsync);
}
