// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Demo;

/// <summary>What the demo did on a local chain.</summary>
public sealed record DemoOnChain
{
    /// <summary>The rules the chain runs.</summary>
    public required string Hardfork { get; init; }

    /// <summary>Whether the consumer contract holds the proven outputs, and nothing else.</summary>
    public required bool Verified { get; init; }

    /// <summary>Whether the consumer refused the same proof a second time.</summary>
    public required bool ReplayRefused { get; init; }

    /// <summary>The verifier contract.</summary>
    public required Deployment Verifier { get; init; }

    /// <summary>The contract that keeps the key.</summary>
    public required Deployment Key { get; init; }

    /// <summary>The consumer contract.</summary>
    public required Deployment Consumer { get; init; }

    /// <summary>The context the consumer demanded.</summary>
    public required Digest256 Context { get; init; }

    /// <summary>The transaction that went through the consumer.</summary>
    public required TransactionReceipt Transaction { get; init; }

    /// <summary>Gas of that transaction.</summary>
    public required GasReport ThroughConsumer { get; init; }

    /// <summary>Gas of a transaction that only verifies.</summary>
    public required GasReport Direct { get; init; }
}
