// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>Tests of this collection share the chain and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ChainTests : ICollectionFixture<VerifierOnChain>
{
    internal const string Name = "chain";
}
