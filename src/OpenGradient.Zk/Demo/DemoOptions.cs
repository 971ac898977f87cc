// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Demo;

/// <summary>What the demo shows.</summary>
public sealed record DemoOptions
{
    /// <summary>A model under circuits/models.</summary>
    public string Model { get; init; } = "digits";

    /// <summary>The row of the test split to prove.</summary>
    public int Row { get; init; }

    /// <summary>The most proofs it times.</summary>
    public const int MostRuns = 10_000;

    /// <summary>How many proofs to time, 1 to <see cref="MostRuns"/>.</summary>
    public int Runs { get; init; } = 1;
}
