// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;

namespace OpenGradient.Zk.Demo;

/// <summary>What the demo did on a local chain.</summary>
public sealed record DemoOnChain
{
    /// <summary>The rules the chain runs.</summary>
    public required string Hardfork { get; init; }

    /// <summary>Whether the consumer contract read the same answer out of the proof as we did.</summary>
    public required bool Verified { get; init; }

    /// <summary>Whether the consumer refuses the same proof a second time.</summary>
    public required bool ReplayRefused { get; init; }

    /// <summary>Everything that was deployed.</summary>
    public required DeploymentFile Deployment { get; init; }

    /// <summary>Gas of the deployments.</summary>
    public required DeploymentGas DeploymentGas { get; init; }

    /// <summary>Bytes of the verifier's runtime code; the limit is 24,576.</summary>
    public required int VerifierBytes { get; init; }

    /// <summary>The context the consumer demanded.</summary>
    public required Digest256 Context { get; init; }

    /// <summary>What the consumer contract holds now.</summary>
    public required int ResultOnChain { get; init; }

    /// <summary>The transaction that went through the consumer.</summary>
    public required TransactionReceipt Transaction { get; init; }

    /// <summary>Gas of that transaction.</summary>
    public required GasReport ThroughConsumer { get; init; }

    /// <summary>Gas of a transaction that only verifies.</summary>
    public required GasReport Direct { get; init; }
}
