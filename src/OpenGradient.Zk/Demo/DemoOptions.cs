// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Demo;

/// <summary>What the demo shows.</summary>
public sealed record DemoOptions
{
    /// <summary>A model under circuits/models.</summary>
    public string Model { get; init; } = "digits";

    /// <summary>The row of the test split to prove.</summary>
    public int Row { get; init; }

    /// <summary>How many proofs to time.</summary>
    public int Runs { get; init; } = 1;
}
