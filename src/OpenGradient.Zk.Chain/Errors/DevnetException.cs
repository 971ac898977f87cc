// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>The local chain did not start.</summary>
public sealed class DevnetException(string message, Exception? inner = null) : ChainException(message, inner)
{
    /// <inheritdoc/>
    public override string Code => "devnet_failed";
}
