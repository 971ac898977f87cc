// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>A fact that needs the local chain and the compiler; skipped, saying so, when one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsChainAndCompilerFactAttribute : FactAttribute
{
    public NeedsChainAndCompilerFactAttribute() =>
        Skip = AnvilLocator.Find() is null ? NeedsChainFactAttribute.Absent : Npm.Missing("solc")!;
}

/// <summary>A fact that compares with ethers; skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsEthersFactAttribute : FactAttribute
{
    public NeedsEthersFactAttribute() => Skip = Npm.Missing("ethers")!;
}
