// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What `--json` prints is what the committed schemas say, and nothing else is on stdout.</summary>
public sealed class JsonContractTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public Task Inspect_keeps_its_schema() => Keeps("inspect", "inspect", Workshop.Model);

    [Fact]
    public Task Quantize_keeps_its_schema() => Keeps("quantize", "quantize", Workshop.Model, "--artifacts", workshop.Store);

    [Fact]
    public Task Compile_keeps_its_schema() => Keeps("compile", "compile", Workshop.Model, "--artifacts", workshop.Store);

    [Fact]
    public Task Setup_keeps_its_schema() => Keeps("setup", "setup", Workshop.Model, "--artifacts", workshop.Store);

    [Fact]
    public void Prove_keeps_its_schema() => JsonSchema.Check("prove", workshop.Proving.Json);

    [Fact]
    public Task Mock_keeps_its_schema() => Keeps("mock", "mock", Workshop.Model, "--input", Workshop.Input, "--artifacts", workshop.Store);

    [Fact]
    public Task Verify_keeps_its_schema() => Keeps("verify", "verify", workshop.Proof, "--artifacts", workshop.Store);

    [Fact]
    public Task Srs_keeps_its_schema() => Keeps("srs", "srs", "info", "--artifacts", workshop.Store);

    [Fact]
    public async Task A_failure_keeps_the_schema_too()
    {
        var failed = (await Ogzk.RunAsync("prove", "nowhere.onnx", "--input", "nowhere.json", "--json")).Refused(2);
        JsonSchema.Check("prove", failed.Json);
        Assert.Equal(JsonValueKind.Null, failed.Data.ValueKind);
    }

    [Fact]
    public async Task A_refused_proof_keeps_the_schema_too()
    {
        var refused = (await workshop.VerifyAsync(workshop.Proof, "--context", new string('1', 64))).Refused(4);
        JsonSchema.Check("verify", refused.Json);
    }

    [Fact]
    public async Task Mock_says_what_prove_proves()
    {
        var mocked = (await Ogzk.RunAsync("mock", Workshop.Model, "--input", Workshop.Input, "--artifacts", workshop.Store, "--json")).Succeeded();
        Assert.Equal(workshop.Proving.Data.GetProperty("outputs").GetRawText(), mocked.Data.GetProperty("outputs").GetRawText());
    }

    [Fact]
    public async Task Without_json_stdout_has_the_result_and_stderr_the_progress()
    {
        var proving = (await Ogzk.RunAsync("prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", workshop.Store, "--out", workshop.File("text.ogp"))).Succeeded();
        Assert.Contains("output logits", proving.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Proving", proving.Output, StringComparison.Ordinal);
        Assert.Contains("Proving", proving.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', proving.Output + proving.Error);
    }

    [Fact]
    public async Task Quiet_leaves_warnings_and_errors()
    {
        var quiet = (await Ogzk.RunAsync("prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", workshop.Store, "--out", workshop.File("q.ogp"), "--quiet")).Succeeded();
        Assert.DoesNotContain("Proving", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("INSECURE", quiet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_input_is_published_with_the_proof()
    {
        var image = (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--public-input", "image")).Succeeded();
        JsonSchema.Check("prove", image.Json);
        var published = Assert.Single(image.Data.GetProperty("publicInputs").EnumerateArray());
        Assert.Equal("image", published.GetProperty("name").GetString());
        Assert.Equal(64, published.GetProperty("raw").GetArrayLength());
        (await workshop.VerifyAsync(workshop.File("out.ogp"))).Succeeded();
    }

    [Fact]
    public void Every_verb_has_a_schema() =>
        Assert.Equal(
            ["compile", "demo", "deploy", "devnet", "inspect", "mock", "prove", "quantize", "setup", "srs", "submit", "verify"],
            Directory.GetFiles(JsonSchema.Folder).Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal));

    private static async Task Keeps(string verb, params string[] arguments) =>
        JsonSchema.Check(verb, (await Ogzk.RunAsync([.. arguments, "--json"])).Succeeded().Json);
}
