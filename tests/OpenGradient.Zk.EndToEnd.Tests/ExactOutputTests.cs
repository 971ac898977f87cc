// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGradient.Zk.Onnx;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>--publish-accumulators: exact outputs from an ONNX file to a verified proof (protocol.md §3.5).</summary>
public sealed class ExactOutputTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const string Flag = "--publish-accumulators";
    private const int Classes = 10;

    // T = 12, so s = 24.
    private const long Step = 1 << 24;

    [Fact]
    public async Task Exact_outputs_are_proven_verified_and_nearer_to_onnx_runtime()
    {
        var proving = await ProveAsync("exact.ogp");
        JsonSchema.Check("prove", proving.Json);
        var exact = Assert.Single(proving.Data.GetProperty("outputs").EnumerateArray());
        var rounded = Assert.Single(workshop.Proving.Data.GetProperty("outputs").EnumerateArray());

        Assert.True(exact.GetProperty("exact").GetBoolean());
        Assert.False(rounded.GetProperty("exact").GetBoolean());
        Assert.Equal(JsonValueKind.Null, rounded.GetProperty("accumulators").ValueKind);
        int[] raw = [.. exact.GetProperty("raw").EnumerateArray().Select(word => word.GetInt32())];
        Assert.Equal(2 * Classes, raw.Length);
        Assert.Equal(
            Enumerable.Range(0, Classes).Select(i => ((raw[i] * Step) + raw[Classes + i]).ToString(CultureInfo.InvariantCulture)),
            exact.GetProperty("accumulators").EnumerateArray().Select(text => text.GetString()));

        using var reference = new FloatReference(OnnxModel.Import(Workshop.Model), Workshop.Model);
        var expected = reference.Run(InputFile.Read(Workshop.Input))[0];
        var (near, far) = (Distance(exact, expected), Distance(rounded, expected));
        Assert.True(near < far, $"exact outputs are {near} away, requantized ones {far}");

        var verified = (await workshop.VerifyAsync(workshop.File("exact.ogp"))).Succeeded();
        JsonSchema.Check("verify", verified.Json);
        Assert.Equal(proving.Data.GetProperty("outputs").GetRawText(), verified.Data.GetProperty("outputs").GetRawText());
    }

    [Theory]
    [InlineData(0)] // a quotient
    [InlineData(Classes)] // its remainder
    [InlineData((2 * Classes) - 1)]
    public async Task A_changed_word_is_refused(int word)
    {
        await ProveAsync("honest-exact.ogp");
        var file = JsonNode.Parse(File.ReadAllText(workshop.File("honest-exact.ogp")))!;
        // 4 bytes a word, two digits a byte; the last digit holds the lowest bits.
        var digits = ((string)file["published"]!).ToCharArray();
        var at = digits.Length - (8 * ((2 * Classes) - word)) + 7;
        digits[at] = digits[at] == '1' ? '2' : '1';
        file["published"] = new string(digits);
        (await workshop.VerifyAsync(workshop.Write($"changed-{word}.ogp", file.ToJsonString()))).Refused(4, "does not hold");
    }

    [Fact]
    public async Task Mock_says_what_prove_proves()
    {
        var proving = await ProveAsync("to-compare.ogp");
        var mocked = (await Ogzk.RunAsync("mock", Workshop.Model, "--input", Workshop.Input, Flag, "--artifacts", workshop.Store, "--json")).Succeeded();
        JsonSchema.Check("mock", mocked.Json);
        Assert.Equal(proving.Data.GetProperty("outputs").GetRawText(), mocked.Data.GetProperty("outputs").GetRawText());
    }

    [Fact]
    public async Task Every_verb_that_takes_the_option_warns_in_plain_words()
    {
        string[][] verbs = [["quantize"], ["compile"], ["setup"], ["mock", "--input", Workshop.Input]];
        foreach (var verb in verbs)
        {
            var exact = (await Ogzk.RunAsync([.. verb, Workshop.Model, Flag, "--artifacts", workshop.Store, "--quiet", "--json"])).Succeeded();
            JsonSchema.Check(verb[0], exact.Json);
            var warning = Assert.Single(Warnings(exact), text => text.Contains("EXACT", StringComparison.Ordinal));
            Assert.Contains("easier to extract", warning, StringComparison.Ordinal);
            Assert.Contains("K + 1 answers", warning, StringComparison.Ordinal);
            Assert.Contains("easier to recover", warning, StringComparison.Ordinal);
            Assert.Contains("R(3T + log2 K)", warning, StringComparison.Ordinal);
            Assert.Contains(warning, exact.Error, StringComparison.Ordinal);
        }
        Assert.Contains(Warnings(await ProveAsync("warned.ogp")), text => text.Contains("EXACT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "the hidden input \"x\" from each proof.")]
    [InlineData(2, "the hidden values before it from each proof, and with them what they tell of the model's input.")]
    public async Task Where_the_exact_outputs_determine_what_is_hidden_the_warning_names_it(int layers, string hidden)
    {
        var model = LinearAtItsEnd(layers);
        // The second time the circuit comes from the store.
        for (var time = 0; time < 2; time++)
        {
            var outcome = await QuantizeAsync(model, Flag);
            var warning = Assert.Single(Warnings(outcome), text => text.Contains("whoever knows the weights", StringComparison.Ordinal));
            Assert.StartsWith($"Output \"m{layers - 1}\": whoever knows the weights can compute {hidden}", warning, StringComparison.Ordinal);
            Assert.Contains("The 8 exact sums tell up to 312 bits of what has 96.", warning, StringComparison.Ordinal);
            Assert.Contains(warning, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_public_rounded_or_not_determined_is_not_named()
    {
        var small = LinearAtItsEnd(1);
        foreach (var outcome in (OgzkOutcome[])[
            await QuantizeAsync(small, Flag, "--public-input", "x"), await QuantizeAsync(small),
            (await Ogzk.RunAsync("quantize", Workshop.Model, Flag, "--artifacts", workshop.Store, "--json")).Succeeded()])
        {
            Assert.DoesNotContain(Warnings(outcome), text => text.Contains("whoever knows the weights", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_the_option_nobody_is_warned_of_it_but_of_the_insecure_string()
    {
        var warning = Assert.Single(Warnings(workshop.Proving));
        Assert.Contains("INSECURE", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artefacts_of_the_other_kind_are_not_used()
    {
        var store = workshop.File("both-kinds");
        async Task<JsonElement> SetupAsync(params string[] more) =>
            (await Ogzk.RunAsync(["setup", Workshop.Model, "--artifacts", store, "--json", .. more])).Succeeded().Data;
        var rounded = await SetupAsync();
        var exact = await SetupAsync(Flag);
        Assert.Equal(JsonValueKind.Number, exact.GetProperty("setupSeconds").ValueKind);
        Assert.NotEqual(Digest(rounded), Digest(exact));
        foreach (var (again, first) in ((JsonElement, JsonElement)[])[(await SetupAsync(), rounded), (await SetupAsync(Flag), exact)])
        {
            Assert.Equal(JsonValueKind.Null, again.GetProperty("setupSeconds").ValueKind);
            Assert.Equal(Digest(first), Digest(again));
        }
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(store, "models")).Length);
    }

    [Fact]
    public async Task The_measured_error_is_that_of_the_exact_outputs()
    {
        async Task<double> ErrorAsync(params string[] more) =>
            (await Ogzk.RunAsync(["quantize", Workshop.Model, "--bits", "8", "--artifacts", workshop.Store, "--json", .. more])).Succeeded()
                .Data.GetProperty("meanAbsError").GetDouble();
        var (exact, rounded) = (await ErrorAsync(Flag), await ErrorAsync());
        Assert.True(exact < rounded, $"exact {exact}, requantized {rounded}");
    }

    [Fact]
    public async Task A_model_that_ends_in_an_activation_is_refused_by_node()
    {
        var model = WideModel.Write(workshop.File("ends-in-relu.onnx"), 8, 2);
        string[] setup = ["setup", model, "--input-range", "x=-1:1", "--artifacts", workshop.Store, "--json"];
        var refused = (await Ogzk.RunAsync([.. setup, Flag])).Refused(3, "matmul1", "Relu", "y1", "end the model at its last linear node");
        Assert.Equal("unsupported_model", refused.Json.GetProperty("error").GetProperty("code").GetString());
        (await Ogzk.RunAsync(setup)).Succeeded();
    }

    private async Task<OgzkOutcome> ProveAsync(string file) => (await Ogzk.RunAsync(
        "prove", Workshop.Model, "--input", Workshop.Input, Flag, "--artifacts", workshop.Store, "--out", workshop.File(file), "--json")).Succeeded();

    private async Task<OgzkOutcome> QuantizeAsync(string model, params string[] more) => (await Ogzk.RunAsync(
        ["quantize", model, "--input-range", "x=-1:1", "--artifacts", workshop.Store, "--quiet", "--json", .. more])).Succeeded();

    // Layers of 8 by 8, of which the last has no Relu: the graph's output, named last in the file, is what the Relu would read.
    private string LinearAtItsEnd(int layers)
    {
        var bytes = File.ReadAllBytes(WideModel.Write(workshop.File($"wide-{layers}.onnx"), 8, layers));
        bytes[bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes($"y{layers - 1}"))] = (byte)'m';
        return workshop.Write($"linear-{layers}.onnx", bytes);
    }

    private static double Distance(JsonElement output, double[] expected) =>
        output.GetProperty("values").EnumerateArray().Zip(expected, (value, real) => Math.Abs(value.GetDouble() - real)).Sum();

    private static string[] Warnings(OgzkOutcome outcome) =>
        [.. outcome.Json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];

    private static string? Digest(JsonElement data) => data.GetProperty("verifyingKeyDigest").GetString();
}
