// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>A private key is missing, malformed or badly kept. The text never holds any part of it.</summary>
public sealed class ChainKeyException(string message, Exception? inner = null) : ChainException(message, inner)
{
    /// <inheritdoc/>
    public override string Code => "private_key";

    /// <inheritdoc/>
    public override ChainExitCategory ExitCategory => ChainExitCategory.Usage;
}
