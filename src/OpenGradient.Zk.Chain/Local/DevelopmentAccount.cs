// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// The first account of the mnemonic "test test … junk", which every Ethereum development tool publishes and funds. It
/// guards nothing; anything sent to it on a public chain is taken at once.
/// </summary>
public static class DevelopmentAccount
{
    /// <summary>The chain id that development tools give their chains.</summary>
    public const ulong ChainId = 31337;

    private const string PublishedKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    /// <summary>Its key; the caller disposes it.</summary>
    public static EthereumKey CreateKey() => new(Convert.FromHexString(PublishedKey));
}
