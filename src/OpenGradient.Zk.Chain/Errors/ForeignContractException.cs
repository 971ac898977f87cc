// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>At an address is another contract than the one meant: nothing it says can be relied on.</summary>
public sealed class ForeignContractException(string contract, EthereumAddress address, string finding) : ChainException(
    $"The contract at {address} is not the {contract} this program carries: {finding}.")
{
    /// <inheritdoc/>
    public override string Code => "foreign_contract";

    /// <inheritdoc/>
    public override ChainExitCategory ExitCategory => ChainExitCategory.Usage;
}
