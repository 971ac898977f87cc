// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// The node did not answer, or not in JSON-RPC: connection refused, timeout, HTTP status, foreign content.
/// </summary>
public sealed class ChainUnreachableException(string message, Exception? inner = null) : ChainException(message, inner)
{
    /// <inheritdoc/>
    public override string Code => "chain_unreachable";
}
