// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.OnChain;

/// <summary>The consumer contracts that ship with this project, as examples that work.</summary>
public static class Consumers
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Contract.DigitConsumer];
}
