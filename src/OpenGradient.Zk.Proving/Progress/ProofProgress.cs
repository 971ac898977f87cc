// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving;

/// <summary>A tick: at most about twenty a second, from any thread, none after the task has ended.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; 0 if not known.</param>
public readonly record struct ProofProgress(ProofStage Stage, ulong Done, ulong Total)
{
    /// <summary>The share of this stage that is done, 0 to 1.</summary>
    public double Fraction => Total == 0 ? 0 : Math.Min(1, (double)Done / Total);
}
