// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Demo;
using Spectre.Console;

namespace OpenGradient.Zk.Cli;

/// <summary>The demo's report, as JSON fields and as a table.</summary>
internal static class DemoOutput
{
    internal static object Data(DemoReport report)
    {
        var chain = report.OnChain;
        return new
        {
            Model = new { report.Model.Name, Sha256 = report.Model.SourceSha256, report.Model.Parameters, report.Model.Macs, report.Model.Bits },
            Accuracy = new { report.Accuracy.Float, report.Accuracy.Quantized, report.Accuracy.Rows, report.Accuracy.Agreement, report.Accuracy.MaxAbsError },
            Inference = new { report.Row, report.Label, report.Predicted, report.Inference.Outputs, InsecureSrs = report.Inference.Proof.IsInsecure },
            Proof = new { Bytes = report.Inference.Proof.Bytes.Length, Path = report.ProofPath },
            ProveSeconds = Median(report.ProveSeconds),
            ProveSecondsAll = report.ProveSeconds,
            report.Inference.WitnessSeconds,
            report.VerifySeconds,
            report.SetupSeconds,
            report.PeakRssBytes,
            NativeVerified = report.Verdict.Accepted,
            OnChain = new
            {
                chain.Verified,
                chain.ReplayRefused,
                GasUsed = chain.Transaction.GasUsed,
                Gas = new { ThroughConsumer = Gas(chain.ThroughConsumer), Direct = Gas(chain.Direct), Deployment = chain.DeploymentGas },
                CalldataBytes = chain.ThroughConsumer.ZeroBytes + chain.ThroughConsumer.OtherBytes,
                chain.VerifierBytes,
                chain.Deployment.Verifier,
                chain.Deployment.Consumer,
                chain.Deployment.ModelId,
                chain.ResultOnChain,
                TransactionHash = chain.Transaction.Hash.ToString(),
                Context = chain.Context.ToString(),
                chain.Hardfork,
            },
            Tampered = new
            {
                Tried = report.Tampered.Count,
                Rejected = report.Tampered.Count(lie => lie.Chain is not null),
                RejectedNatively = report.Tampered.Count(lie => lie.Native is not null),
                Lies = report.Tampered,
            },
        };
    }

    internal static void Show(IAnsiConsole console, DemoReport report)
    {
        var chain = report.OnChain;
        var table = new Table().Border(TableBorder.Minimal).AddColumns("what", "result");
        void Row(string what, string result) => table.AddRow(Plain.Markup(what), Plain.Markup(result));
        Row("model", $"{report.Model.Name}: {Facts.Count(report.Model.Parameters)} parameters, {Facts.Text(report.Model.Bits)}-bit activations");
        Row("accuracy", Text($"float {report.Accuracy.Float:P2}, proven integers {report.Accuracy.Quantized:P2}, same class {report.Accuracy.Agreement:P2} of {report.Accuracy.Rows} test rows"));
        Row("proven", Text($"test row {report.Row} is a {report.Predicted} (label {report.Label})"));
        Row("setup", Facts.Seconds(report.SetupSeconds));
        Row("proving", Facts.Seconds(Median(report.ProveSeconds)) + (report.ProveSeconds.Count > 1 ? $" (median of {Facts.Text(report.ProveSeconds.Count)})" : ""));
        Row("native verification", Facts.Seconds(report.VerifySeconds) + (report.Verdict.Accepted ? ", accepted" : $", REFUSED: {report.Verdict.Check}"));
        Row("peak memory", Facts.Mebibytes(report.PeakRssBytes));
        Row("proof", $"{Facts.Count(report.Inference.Proof.Bytes.Length)} bytes in {report.ProofPath}");
        Row("verifier contract", $"{Facts.Count(chain.VerifierBytes)} of 24,576 bytes at {chain.Deployment.Verifier}, one for all models");
        Row("gas, deploying all of it", Text($"{chain.DeploymentGas.Total:N0} (verifier {chain.DeploymentGas.Verifier:N0}, this model's key {chain.DeploymentGas.Key:N0})"));
        Row("gas, verification alone", Gas(chain.Direct, ""));
        Row("gas, through the consumer", Gas(chain.ThroughConsumer, ""));
        Row("consumer contract", Text($"says {chain.ResultOnChain}") + (chain.Verified ? "" : " (NOT what was proven)") + (chain.ReplayRefused ? ", and refuses the same proof again" : ", and TAKES the same proof again"));
        Row("tampered proofs", Text($"{report.Tampered.Count(lie => lie.Chain is not null)} of {report.Tampered.Count} refused on chain, {report.Tampered.Count(lie => lie.Native is not null)} natively"));
        Row("reference string", report.Inference.Proof.IsInsecure ? "INSECURE (development): anybody can forge" : "ceremony");
        console.Write(table);
    }

    private static object Gas(GasReport gas) => new { gas.Total, gas.Calldata, gas.Execution, gas.Intrinsic };

    private static string Gas(GasReport gas, string unit) => Text(
        $"{gas.Total:N0}{unit} (calldata {gas.Calldata:N0} for {gas.ZeroBytes + gas.OtherBytes:N0} bytes, execution {gas.Execution:N0})");

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
