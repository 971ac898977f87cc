// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.OnChain;

namespace OpenGradient.Zk.Cli;

/// <summary>What deploying answers: the same fields however it ends, and null where there is nothing to say.</summary>
internal static class DeployOutput
{
    internal static VerbResult Done(DeploymentFile file, DeploymentGas gas, int verifierBytes, string output) =>
        new(Data(file, gas, verifierBytes, output, null), console => Facts.Show(console,
            ("verifier", file.Verifier!), ("registry", file.Registry!), ("key", file.Key!), ("model id", file.ModelId!), ("consumer", file.Consumer ?? "none"),
            ("gas", Facts.Count(gas.Total)), ("reference string", file.Insecure ? "INSECURE (development): anybody can forge" : "ceremony"), ("deployment", output)));

    internal static VerbResult DryRun(DeploymentFile file, IReadOnlyList<PlannedTransaction> plan)
    {
        var steps = plan.Select(step => (step.Step, Text: step.Transaction is { } sent
            ? $"{step.To}, at most {Facts.Count(sent.GasLimit)} gas and {sent.MaxCost} wei"
            : $"{step.To}, to be estimated when the ones before are mined")).ToList();
        return new VerbResult(Data(file, null, null, null, plan), console => Facts.Show(console,
            [.. steps.Select(step => (step.Step, step.Text)), ("sent", "nothing")]));
    }

    /// <summary>Some of it was sent: what is known is said, and kept, whatever else went wrong.</summary>
    internal static VerbResult Unfinished(DeploymentFile known, string output, Exception error)
    {
        var kept = Kept(known, output);
        var waiting = known.Pending is { } hash && error is not ISentTransaction ? $"Transaction {hash} was sent and may still be mined. " : "";
        var failure = Cli.Unfinished.FailureOf(error, waiting + (kept
            ? $"What is deployed so far is in {output}; go on with the same command and --deployment {output}"
            : $"What is deployed so far could NOT be written to {output}; keep the addresses below."));
        (string Name, string? Value)[] facts =
        [
            ("verifier", known.Verifier), ("key store", known.KeyStore), ("registry", known.Registry), ("key", known.Key), ("model id", known.ModelId),
            ("consumer", known.Consumer), ("pending transaction", known.Pending), ("incomplete deployment", kept ? output : null),
        ];
        return new VerbResult(Data(known, null, null, kept ? output : null, null), console => Facts.Show(console,
            [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!))]), failure);
    }

    private static bool Kept(DeploymentFile known, string output)
    {
        try
        {
            known.Write(output);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static object Data(DeploymentFile file, DeploymentGas? gas, int? verifierBytes, string? output, IReadOnlyList<PlannedTransaction>? plan) => new
    {
        file.ChainId, file.Verifier, file.KeyStore, file.Registry, file.Key, file.VerifyingKeyDigest, file.ModelId, file.Consumer,
        file.Srs, InsecureSrs = file.Insecure, VerifierBytes = verifierBytes, GasUsed = gas?.Total, Gas = gas, Deployment = output,
        file.Incomplete, PendingTransaction = file.Pending, DryRun = plan is not null,
        Transactions = plan?.Select(step => new
        {
            step.Step, To = step.To.ToString(), step.Nonce, step.Transaction?.GasLimit, MaxCostWei = step.Transaction?.MaxCost.ToString(),
            DataBytes = step.Transaction?.Data.Length,
        }),
        MaxCostWei = plan?.Aggregate(BigInteger.Zero, (sum, step) => sum + (step.Transaction?.MaxCost ?? 0)).ToString(),
    };
}
