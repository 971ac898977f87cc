// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>The node serves another chain than the one meant.</summary>
public sealed class WrongChainException(BigInteger expected, BigInteger actual, string endpoint) : ChainException(
    $"The node at {endpoint} serves chain {actual}, but chain {expected} was asked for; nothing was sent. " +
    "Give the address of a node of that chain, or the other chain id.")
{
    /// <inheritdoc/>
    public override string Code => "wrong_chain";

    /// <summary>The chain id asked for.</summary>
    public BigInteger Expected { get; } = expected;

    /// <summary>The chain id the node reports.</summary>
    public BigInteger Actual { get; } = actual;
}
