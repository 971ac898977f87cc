// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>What submitting answers: the same fields however it ends, and null where there is nothing to say.</summary>
internal sealed class SubmitOutput(Proof proof, DeploymentFile deployment, Digest256 modelId)
{
    // One name for one statement: keccak(model id ‖ context ‖ published values).
    private readonly string _inferenceId = Digest256.Keccak([.. modelId.ToArray(), .. proof.Context.ToArray(), .. proof.Published.Span]).ToString();

    internal VerbResult DryRun(Eip1559Transaction transaction)
    {
        var to = transaction.To?.ToString() ?? "";
        var cost = transaction.MaxCost.ToString();
        return new VerbResult(Data(null, null, transaction.Data.Length, verified: false, to, transaction), console => Facts.Show(console,
            ("would send to", to), ("gas limit", Facts.Count(transaction.GasLimit)), ("at most", $"{cost} wei"),
            ("calldata", $"{Facts.Count(transaction.Data.Length)} bytes")));
    }

    internal VerbResult Mined(ContractReceipt receipt, bool verified)
    {
        var (hash, calldata) = (receipt.Transaction.Hash.ToString(), receipt.Gas.ZeroBytes + receipt.Gas.OtherBytes);
        var failure = verified ? null : new Failure(
            ExitCode.Chain, "not_consumed",
            $"Transaction {hash} was mined, but {deployment.Consumer} did not say that it consumed this proof: nothing was verified, and the gas is spent.",
            "Look at the contract's code: one that consumes proofs emits InferenceConsumed.");
        return new VerbResult(Data(hash, receipt, calldata, verified, null, null), console => Facts.Show(console,
            ("verified", verified ? "yes" : "NO"), ("transaction", hash), ("gas", Facts.Count(receipt.Transaction.GasUsed)),
            ("calldata", $"{Facts.Count(calldata)} bytes"), ("model id", modelId.ToString()), ("inference id", _inferenceId)), failure);
    }

    /// <summary>It was sent, and what became of it is not known.</summary>
    internal VerbResult Unsettled(Exception error)
    {
        var hash = ((ISentTransaction)error).Hash.ToString();
        var failure = Unfinished.FailureOf(error, "Ask the chain about the transaction before submitting again; the contract takes the proof once.");
        return new VerbResult(Data(hash, null, null, verified: false, null, null), console => Facts.Show(console,
            ("verified", "not known"), ("transaction", hash), ("inference id", _inferenceId)), failure);
    }

    private object Data(string? hash, ContractReceipt? receipt, int? calldataBytes, bool verified, string? to, Eip1559Transaction? planned) => new
    {
        TransactionHash = hash, receipt?.Transaction.GasUsed, CalldataBytes = calldataBytes, Verified = verified, ModelId = modelId.ToString(),
        InferenceId = _inferenceId, receipt?.Transaction.BlockNumber,
        Gas = receipt is null ? null : new { receipt.Gas.Total, receipt.Gas.Calldata, receipt.Gas.Execution }, deployment.Consumer,
        InsecureSrs = proof.IsInsecure, DryRun = planned is not null, To = to, deployment.ChainId, planned?.Nonce, planned?.GasLimit,
        MaxCostWei = planned?.MaxCost.ToString(),
    };
}
