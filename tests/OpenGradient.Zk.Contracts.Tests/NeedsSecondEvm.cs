// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>A fact that needs the second EVM; skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsSecondEvmFactAttribute : FactAttribute
{
    public NeedsSecondEvmFactAttribute() => Skip = SecondEvm.Missing!;
}

/// <summary>A theory that needs the second EVM; skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsSecondEvmTheoryAttribute : TheoryAttribute
{
    public NeedsSecondEvmTheoryAttribute() => Skip = SecondEvm.Missing!;
}

/// <summary>A theory that compares the second EVM with anvil; skipped, saying so, where one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsBothEvmsTheoryAttribute : TheoryAttribute
{
    public NeedsBothEvmsTheoryAttribute() => Skip = SecondEvm.Missing ?? (AnvilLocator.Find() is null ? NeedsChainFactAttribute.Absent : null!);
}
