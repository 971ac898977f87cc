// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Contracts;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>contracts/solidity/Probe.sol, compiled once per test run by the project's own script.</summary>
internal static class Probe
{
    private static readonly Lazy<Task<ContractArtifact>> Compiled = new(CompileAsync);

    internal static Task<ContractArtifact> ArtifactAsync() => Compiled.Value;

    internal static async Task<ContractClient> DeployAsync(TransactionSender sender)
    {
        var artifact = await ArtifactAsync();
        var abi = ContractAbi.Of(artifact);
        var deployment = await new ContractDeployer(sender).DeployAsync(abi, artifact.CreationCode, [42, "text"]);
        return new ContractClient(sender, abi, deployment.Address);
    }

    internal static Task<ProcessOutcome> RunScriptAsync(params string[] arguments) =>
        ProcessRunner.RunAsync(new ProcessRequest
    {
        FileName = "node", Arguments = [Path.Combine(Repository.Root, "scripts", "compile-contracts.mjs"), .. arguments], Timeout = TimeSpan.FromMinutes(2),
    });

    private static async Task<ContractArtifact> CompileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ogzk-probe-");
        try
        {
            var outcome = await RunScriptAsync(
                "--project", Path.Combine(Npm.TestProject, "contracts"), "--artifacts", folder.FullName);
            Assert.True(outcome.ExitCode == 0, outcome.StandardError);
            await using var json = File.OpenRead(Path.Combine(folder.FullName, "Probe.json"));
            return ContractArtifactReader.Read(json);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
