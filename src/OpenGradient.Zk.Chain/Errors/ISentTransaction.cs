// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>A failure after which a transaction may still be mined: look it up by its hash before sending again.</summary>
public interface ISentTransaction
{
    /// <summary>The transaction.</summary>
    TransactionHash Hash { get; }
}
