// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>README's first command, as a user runs it.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-demo-");

    [NeedsChainFact]
    public async Task The_demo_keeps_every_promise()
    {
        var demo = (await Ogzk.RunAsync("demo", "--artifacts", _folder.FullName, "--json")).Succeeded();
        JsonSchema.Check("demo", demo.Json);
        var data = demo.Data;
        Assert.Equal(360, data.GetProperty("accuracy").GetProperty("rows").GetInt32());
        var (floats, integers) = (data.GetProperty("accuracy").GetProperty("float").GetDouble(), data.GetProperty("accuracy").GetProperty("quantized").GetDouble());
        Assert.True(floats > 0.95, $"float accuracy {floats}");
        Assert.True(Math.Abs(floats - integers) <= 0.01, $"float {floats}, integers {integers}");
        Assert.True(data.GetProperty("onChain").GetProperty("verified").GetBoolean());
        Assert.True(data.GetProperty("onChain").GetProperty("replayRefused").GetBoolean());
        Assert.InRange(data.GetProperty("onChain").GetProperty("verifierBytes").GetInt32(), 1, 24_576);
        var tampered = data.GetProperty("tampered");
        Assert.Equal(32, tampered.GetProperty("tried").GetInt32());
        Assert.Equal(32, tampered.GetProperty("rejected").GetInt32());
        Assert.Equal(32, tampered.GetProperty("rejectedNatively").GetInt32());
        Assert.All(tampered.GetProperty("lies").EnumerateArray(), lie =>
            Assert.Equal(lie.GetProperty("native").GetString(), lie.GetProperty("chain").GetString()));
        Assert.True(File.Exists(data.GetProperty("proof").GetProperty("path").GetString()));
    }

    [NeedsChainFact]
    public async Task A_model_with_a_curve_keeps_them_too()
    {
        var data = (await Ogzk.RunAsync("demo", "--model", "digits-tanh", "--row", "7", "--artifacts", _folder.FullName, "--json")).Succeeded().Data;
        Assert.True(data.GetProperty("onChain").GetProperty("verified").GetBoolean());
        Assert.Equal(JsonValueKind.Number, data.GetProperty("setupSeconds").ValueKind);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_refused() => (await Ogzk.RunAsync("demo", "--row", "360", "--artifacts", _folder.FullName)).Refused(2, "360", "359");

    [Theory]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("10001")]
    public async Task A_number_of_runs_that_is_none_is_refused(string runs) =>
        (await Ogzk.RunAsync("demo", "--runs", runs, "--artifacts", _folder.FullName)).Refused(2, "--runs takes 1 to 10000", runs);

    [Fact]
    public async Task A_model_that_is_not_there_is_refused() => (await Ogzk.RunAsync("demo", "--model", "nope", "--artifacts", _folder.FullName)).Refused(2, "nope");

    [Fact]
    public async Task Without_anvil_the_demo_says_how_to_get_it()
    {
        var environment = new Dictionary<string, string?> { ["OGZK_ANVIL"] = Path.Combine(_folder.FullName, "nowhere") };
        (await Ogzk.RunAsync(environment, "demo", "--artifacts", _folder.FullName)).Refused(5, "anvil", "npm ci --ignore-scripts");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
