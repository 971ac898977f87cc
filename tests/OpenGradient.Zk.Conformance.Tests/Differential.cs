// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>A statement and what was done to it.</summary>
internal sealed record Case(string Name, Statement Statement)
{
    /// <summary>The native library's answer, asked for once.</summary>
    internal string Native => field ??= NativeVerifier.Judge(Statement);
}

/// <summary>The same question to the native library and to the contract: the answers must have the same name.</summary>
internal static class Differential
{
    /// <summary>Compares, and returns how often each answer was given.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CompareAsync(VerifierOnChain chain, IReadOnlyList<Case> cases)
    {
        Assert.NotEmpty(cases);
        var native = cases.Select(c => c.Native).ToList();
        var onChain = await chain.JudgeAsync([.. cases.Select(c => c.Statement)]);
        Assert.Empty(cases.Select((c, i) => (c.Name, Native: native[i], OnChain: onChain[i])).Where(c => c.Native != c.OnChain)
            .Select(c => $"{c.Name}: native {c.Native}, on chain {c.OnChain}").Take(20));
        return native.CountBy(verdict => verdict).ToDictionary();
    }
}
