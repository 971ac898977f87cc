// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>Arguments that are not what the tool takes: exit code 2 and a sentence.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task Help_succeeds_and_names_every_verb()
    {
        var help = (await Ogzk.RunAsync("--help")).Succeeded();
        string[] verbs = ["demo", "inspect", "quantize", "compile", "setup", "prove", "mock", "verify", "deploy", "submit", "srs", "devnet"];
        Assert.All(verbs, verb => Assert.Contains($"  {verb} ", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("prove")]
    [InlineData("prove", "m.onnx")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--bits", "7")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--bits", "17")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--bits", "many")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--context", "0x12")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--threads", "-1")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--input-range", "x=2:1")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--max-error", "0")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--private-key", "0x1")]
    [InlineData("verify")]
    [InlineData("srs")]
    public async Task Wrong_arguments_are_refused(params string[] arguments)
    {
        var refused = (await Ogzk.RunAsync([.. arguments, "--json"])).Refused(2);
        Assert.Equal("usage", refused.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_ceremony_is_required_before_any_work_is_done()
    {
        var refused = await Ogzk.RunAsync("prove", "nowhere.onnx", "--input", "nowhere.json", "--require-ceremony");
        refused.Refused(2, "--require-ceremony", "--srs");
    }
}
