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
    [InlineData("prove", "m.onnx", "--input", "i.json", "--input-range", "x=0,5:1,5")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--rpc", "http://127.0.0.1:1")]
    [InlineData("prove", "m.onnx", "--input", "i.json", "--dev-account")]
    [InlineData("inspect", "--frobnicate")]
    [InlineData("verify", "-z")]
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

    [Fact]
    public async Task The_hint_names_the_whole_command()
    {
        var refused = (await Ogzk.RunAsync("srs", "check", "--json")).Refused(2, "ogzk srs check --help");
        JsonSchema.Check("srs", refused.Json);
    }

    [Theory]
    [InlineData("--bits", "twelve", "a whole number")]
    [InlineData("--max-error", "small", "a number")]
    public async Task A_value_of_another_kind_is_refused_in_plain_words(string option, string value, string words)
    {
        var refused = (await Ogzk.RunAsync("quantize", "m.onnx", option, value)).Refused(2, option, words, $"\"{value}\"");
        Assert.DoesNotContain("System.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_no_file() => (await Ogzk.RunAsync("inspect", "--frobnicate")).Refused(2, "no option --frobnicate");

    [Fact]
    public async Task An_option_that_may_be_repeated_takes_one_value_each_time() =>
        // The model stays the model.
        (await Ogzk.RunAsync("quantize", "--public-input", "image", "nowhere.onnx")).Refused(2, "nowhere.onnx", "no such file");

    [Fact]
    public async Task A_decimal_comma_is_no_thousands_separator() =>
        (await Ogzk.RunAsync("quantize", Workshop.Model, "--input-range", "image=0,5:1,5")).Refused(2, "NAME=LOWER:UPPER", "0,5:1,5");

    [Fact]
    public async Task A_folder_is_no_model()
    {
        foreach (var verb in (string[])["quantize", "inspect"])
        {
            (await Ogzk.RunAsync(verb, Path.GetDirectoryName(Workshop.Model)!)).Refused(2, "it is a folder");
        }
    }

    [Theory]
    [InlineData("quantize")]
    [InlineData("setup")]
    [InlineData("compile")]
    public async Task Without_anything_that_shows_ranges_the_request_is_wrong_not_the_model(string verb)
    {
        var folder = Directory.CreateTempSubdirectory("ogzk-usage-");
        var alone = Path.Combine(folder.FullName, "alone.onnx");
        File.Copy(Workshop.Model, alone);
        var refused = (await Ogzk.RunAsync(verb, alone, "--artifacts", folder.FullName)).Refused(2, "--calibration", "--input-range");
        Assert.DoesNotContain("More bits", refused.Error, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
