// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving;

/// <summary>What the prover is doing; OGZK_STAGE_* of native/include/ogzk/ogzk.h.</summary>
public enum ProofStage
{
    /// <summary>Opening or making the structured reference string.</summary>
    Srs = 1,

    /// <summary>Laying the circuit out.</summary>
    Layout = 2,

    /// <summary>Committing to weights or to the witness.</summary>
    Commit = 3,

    /// <summary>Preparing shifted commitments of the weights.</summary>
    Shifts = 4,

    /// <summary>The rank test of zero-knowledge (protocol.md §11.4).</summary>
    Rank = 5,

    /// <summary>Integer inference, keeping every digit.</summary>
    Witness = 6,

    /// <summary>Lookups (protocol.md §5).</summary>
    Lookup = 7,

    /// <summary>The three sumchecks (protocol.md §5, §6, §8).</summary>
    Sumcheck = 8,

    /// <summary>The opening (protocol.md §9).</summary>
    Opening = 9,

    /// <summary>Verifying the proof before it is released.</summary>
    SelfCheck = 10,
}
