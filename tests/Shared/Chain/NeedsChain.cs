// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Testing;

/// <summary>A fact that needs the local chain; skipped, saying so, when anvil is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsChainFactAttribute : FactAttribute
{
    internal const string Absent = "anvil is not there; run: npm ci --ignore-scripts";

    public NeedsChainFactAttribute() => Skip = AnvilLocator.Find() is null ? Absent : null!;
}

/// <summary>A theory that needs the local chain; skipped, saying so, when anvil is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsChainTheoryAttribute : TheoryAttribute
{
    public NeedsChainTheoryAttribute() => Skip = AnvilLocator.Find() is null ? NeedsChainFactAttribute.Absent : null!;
}
