// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>
/// ethereumjs, an EVM written by other people than anvil's, whose precompiles can be taken away or made to lie. All cases
/// are asked in one process, once per test run.
/// </summary>
internal static class SecondEvm
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<Task<Answers>> Asked = new(AskAsync);

    /// <summary>Null if it is there, else what to do.</summary>
    internal static string? Missing { get; } = Directory.Exists(Path.Combine(Repository.Root, "node_modules", "@ethereumjs", "evm"))
        ? null : "The second EVM (ethereumjs) is not there; run: npm ci --ignore-scripts";

    /// <summary>What became of a case: "Accepted", or the name of the custom error; and the gas of its execution.</summary>
    internal static async Task<(string Verdict, ulong Gas)> AnswerAsync(string name)
    {
        var answer = (await Asked.Value).ByName[name];
        return (Verdict(answer, (await Asked.Value).Cases.Single(one => one.Name == name)), answer.Gas);
    }

    /// <summary>The verifier's runtime code as this EVM deployed it.</summary>
    internal static async Task<byte[]> DeployedAsync() => Convert.FromHexString((await Asked.Value).Code.AsSpan(2));

    private static async Task<Answers> AskAsync()
    {
        var setup = Hex([.. ContractArtifacts.Get("ModelVerifier").CreationCode.Span, .. VerifierOnChain.Abi.EncodeConstructor(Golden.Digits.Read("deployment.bin"))]);
        var asked = PrecompileCases.All.Select(one => new
        {
            one.Name, one.Faults, Creation = one.Statement is null ? setup : null, Key = one.Statement is { } s ? Hex([0, .. s.Key]) : null,
            Data = one.Statement is { } t ? Hex(VerifierOnChain.Calldata(t)) : null, Gas = Chain.GasLimits.Transaction,
        });
        var outcome = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = "node", Arguments = [Path.Combine(Repository.Root, "tests", "OpenGradient.Zk.Contracts.Tests", "precompiles", "second-evm.mjs")],
            StandardInput = JsonSerializer.Serialize(new { verifier = setup, cases = asked }, Json), Timeout = TimeSpan.FromMinutes(5),
        });
        Assert.True(outcome.ExitCode == 0, outcome.StandardError);
        var said = JsonSerializer.Deserialize<Said>(outcome.StandardOutput, Json)!;
        return new Answers(said.Code, said.Answers.ToDictionary(answer => answer.Name), PrecompileCases.All);
    }

    private static string Verdict(Answer answer, PrecompileCase asked)
    {
        if (answer.Ok)
        {
            return asked.Statement is null || answer.Data == Digest256.Keccak("SMZ/1").ToString() ? VerifierOnChain.Accepted : $"returned {answer.Data}";
        }
        return RevertReason.Decode(Convert.FromHexString(answer.Data.AsSpan(2)), VerifierOnChain.Abi) is { Name: { } name } reason
            ? reason.Arguments.Count == 0 ? name : $"{name}({reason.Arguments[0]})" : $"unnamed: {answer.Data}";
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private sealed record Answer(string Name, bool Ok, string Data, ulong Gas);

    private sealed record Said(string Code, IReadOnlyList<Answer> Answers);

    private sealed record Answers(string Code, IReadOnlyDictionary<string, Answer> ByName, IReadOnlyList<PrecompileCase> Cases);
}
