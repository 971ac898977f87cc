// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>The prover's stages in plain words.</summary>
internal static class StageNames
{
    internal static string Of(ProofStage stage) => stage switch
    {
        ProofStage.Srs => "reference string",
        ProofStage.Layout => "layout",
        ProofStage.Commit => "commitments",
        ProofStage.Shifts => "shifted commitments",
        ProofStage.Rank => "rank test",
        ProofStage.Witness => "witness",
        ProofStage.Lookup => "lookups",
        ProofStage.Sumcheck => "sumcheck",
        ProofStage.Opening => "opening",
        ProofStage.SelfCheck => "checking the proof",
        _ => "working",
    };
}
