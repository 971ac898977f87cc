// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// An ABI, an argument or returned data does not fit: names the function, the parameter and both types.
/// </summary>
public sealed class AbiException(string message, Exception? inner = null) : ChainException(message, inner)
{
    /// <inheritdoc/>
    public override string Code => "abi_mismatch";

    /// <inheritdoc/>
    public override ChainExitCategory ExitCategory => ChainExitCategory.Usage;
}
