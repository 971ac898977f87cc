// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>A mutant, what it is called, and the only answers the protocol allows it.</summary>
internal sealed record Mutant(string Name, Statement Statement, params string[] Allowed)
{
    /// <summary>Asks the contract about all of them, and lists every wrong answer.</summary>
    internal static async Task JudgeAsync(VerifierOnChain chain, IReadOnlyList<Mutant> mutants)
    {
        Assert.NotEmpty(mutants);
        var verdicts = await chain.JudgeAsync([.. mutants.Select(m => m.Statement)]);
        Assert.Empty(mutants.Zip(verdicts).Where(pair => !pair.First.Allowed.Contains(pair.Second))
            .Select(pair => $"{pair.First.Name}: {pair.Second} instead of {string.Join(" or ", pair.First.Allowed)}"));
    }
}
