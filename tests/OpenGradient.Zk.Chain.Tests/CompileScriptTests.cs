// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Contracts;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>scripts/compile-contracts.mjs: its artifacts, its refusals, and its check for stale ones.</summary>
public sealed class CompileScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-compile-");

    [NeedsChainAndCompilerFact]
    public async Task Artifacts_are_fresh_until_the_source_changes()
    {
        Write("contract A { function f() external pure returns (uint256) { return 1; } }");
        Assert.Equal(0, await RunAsync());
        Assert.Equal(0, await RunAsync("--check"));
        Write("contract A { function f() external pure returns (uint256) { return 2; } }");
        Assert.Equal(1, await RunAsync("--check"));
    }

    [NeedsChainAndCompilerFact]
    public async Task A_contract_above_the_code_size_limit_is_refused()
    {
        Write("contract A { function f() external pure returns (bytes memory) { return hex\"" + string.Concat(Enumerable.Repeat("ab", 24_576)) + "\"; } }");
        Assert.Equal(1, await RunAsync());
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "artifacts")));
    }

    [NeedsChainAndCompilerFact]
    public async Task Source_that_does_not_compile_is_refused()
    {
        Write("contract A { function f() external { g(); } }");
        Assert.Equal(1, await RunAsync());
    }

    [Fact]
    public void Every_artifact_carried_is_whole()
    {
        foreach (var name in ContractArtifacts.Names)
        {
            var artifact = ContractArtifacts.Get(name);
            Assert.Equal(name, artifact.Name);
            Assert.InRange(artifact.RuntimeCode.Length, 0, GasLimits.CodeSize);
            Assert.Equal(name, Abi.ContractAbi.Of(artifact).Name);
        }
        Assert.Contains(
            "scripts/compile-contracts.mjs", Assert.Throws<ArgumentException>(() => ContractArtifacts.Get("Nope")).Message, StringComparison.Ordinal);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string contract)
    {
        _folder.CreateSubdirectory("solidity");
        // Unoptimised, which is faster here.
        var settings = File.ReadAllText(Path.Combine(Npm.TestProject, "contracts", "foundry.toml"));
        File.WriteAllText(
            Path.Combine(_folder.FullName, "foundry.toml"),
            settings.Replace("optimizer = true", "optimizer = false", StringComparison.Ordinal).Replace(
                "via_ir = true", "via_ir = false", StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(_folder.FullName, "solidity", "A.sol"), "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.28;\n" + contract);
    }

    private async Task<int> RunAsync(params string[] arguments) =>
        (await Probe.RunScriptAsync(["--project", _folder.FullName, .. arguments])).ExitCode;
}
