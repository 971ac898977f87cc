// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>What ethers says, asked once per test run.</summary>
internal static class Oracle
{
    private static readonly Lazy<Task<JsonElement>> Asked = new(AskAsync);

    internal static Task<JsonElement> AnswersAsync() => Asked.Value;

    internal static byte[] Bytes(this JsonElement owner, string name) =>
        HexText.ToBytes(owner.GetProperty(name).GetString(), name);

    internal static string Text(this JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    internal static BigInteger Number(this JsonElement owner, string name) =>
        BigInteger.Parse(owner.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement> AskAsync()
    {
        var outcome = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = "node", Arguments = [Path.Combine(Npm.TestProject, "oracle", "ethers-oracle.mjs")], Timeout = TimeSpan.FromMinutes(2),
        });
        Assert.True(outcome.ExitCode == 0, outcome.StandardError);
        return JsonDocument.Parse(outcome.StandardOutput).RootElement;
    }
}
