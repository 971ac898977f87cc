// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>A fact that needs the local chain; skipped, saying so, when its npm package is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAnvilFactAttribute : FactAttribute
{
    public NeedsAnvilFactAttribute() => Skip = Repository.Missing("@foundry-rs/anvil-linux-amd64");
}

/// <summary>A fact that needs the local chain and the compiler.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsChainAndCompilerFactAttribute : FactAttribute
{
    public NeedsChainAndCompilerFactAttribute() => Skip = Repository.Missing("@foundry-rs/anvil-linux-amd64", "solc");
}

/// <summary>A fact that compares with ethers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsEthersFactAttribute : FactAttribute
{
    public NeedsEthersFactAttribute() => Skip = Repository.Missing("ethers");
}
