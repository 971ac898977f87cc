// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>Artefacts are kept under what they were made from, appear whole, and are not believed when damaged.</summary>
public sealed class StoreTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task A_second_proof_reuses_the_keys()
    {
        var again = (await workshop.ProveAsync(Workshop.Model, Workshop.Input)).Succeeded().Data;
        Assert.Equal(JsonValueKind.Null, again.GetProperty("setupSeconds").ValueKind);
        Assert.Equal(Digest(workshop.Proving.Data), Digest(again));
    }

    [Fact]
    public async Task Another_width_is_another_circuit()
    {
        var other = (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--bits", "9")).Succeeded().Data;
        Assert.NotEqual(Digest(workshop.Proving.Data), Digest(other));
        Assert.Equal(JsonValueKind.Number, other.GetProperty("setupSeconds").ValueKind);
        (await workshop.VerifyAsync(workshop.File("out.ogp"))).Succeeded();
    }

    [Fact]
    public async Task Other_weights_in_the_same_shape_have_other_keys()
    {
        // The last bytes of a weight tensor: the shape stays, one weight does not.
        var bytes = File.ReadAllBytes(Workshop.Model);
        var at = bytes.Length / 2;
        bytes[at] ^= 0x10;
        var other = (await workshop.ProveAsync(workshop.Write("other-weights.onnx", bytes), Workshop.Input, "--calibration", Workshop.Calibration)).Succeeded().Data;
        Assert.NotEqual(Digest(workshop.Proving.Data), Digest(other));
        Assert.Equal(JsonValueKind.Number, other.GetProperty("setupSeconds").ValueKind);
    }

    [Fact]
    public void Secrets_are_readable_by_their_owner_alone()
    {
        foreach (var pattern in (string[])["*.ogpk", "*.ogc", "*.ogq", "summary.json", "manifest.json"])
        {
            var secrets = Directory.GetFiles(workshop.Store, pattern, SearchOption.AllDirectories);
            Assert.NotEmpty(secrets);
            Assert.All(secrets, path => Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), path));
        }
    }

    [Fact]
    public void Nothing_is_left_in_the_staging_folder()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(workshop.Store, ".staging")));
        Assert.Empty(Directory.EnumerateFiles(workshop.Store, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_damaged_key_is_made_again()
    {
        var store = workshop.File("damaged");
        string[] prove = ["prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", store, "--out", workshop.File("d.ogp"), "--json"];
        var first = (await Ogzk.RunAsync(prove)).Succeeded().Data;
        var path = Path.Combine(Path.GetDirectoryName(first.GetProperty("verifyingKeyPath").GetString()!)!, "key.ogpk");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var second = (await Ogzk.RunAsync(prove)).Succeeded().Data;
        Assert.Equal(JsonValueKind.Number, second.GetProperty("setupSeconds").ValueKind);
        Assert.NotEqual(Digest(first), Digest(second));
    }

    [Fact]
    public async Task Two_processes_that_set_up_the_same_model_at_once_end_with_one_key()
    {
        var store = workshop.File("race");
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Ogzk.RunAsync("setup", Workshop.Model, "--artifacts", store, "--json")));
        Assert.Equal(Digest(both[0].Succeeded().Data), Digest(both[1].Succeeded().Data));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(store, "keys")));
    }

    [Fact]
    public async Task Without_calibration_the_first_input_sets_the_ranges_and_the_next_one_reuses_them()
    {
        var model = workshop.File("alone.onnx");
        File.Copy(Workshop.Model, model, overwrite: true);
        var first = (await workshop.ProveAsync(model, Workshop.Input)).Succeeded();
        Assert.Contains("calibration", first.Error, StringComparison.Ordinal);
        var second = (await workshop.ProveAsync(model, workshop.Write("zeros.json", JsonSerializer.Serialize(new { input_data = new[] { new double[64] } })))).Succeeded();
        Assert.Equal(Digest(first.Data), Digest(second.Data));
    }

    [Fact]
    public async Task The_schema_of_a_proof_shows_the_first_input_in_coarse_steps_only()
    {
        var model = workshop.File("first.onnx");
        File.Copy(Workshop.Model, model, overwrite: true);
        var values = Enumerable.Range(0, 64).Select(i => 0.001 * i).ToArray();
        string Input(string name, double largest) => workshop.Write(name, JsonSerializer.Serialize(new { input_data = new double[][] { [.. values[1..], largest] } }));
        async Task<string> SchemaAsync(string store, double largest)
        {
            var proof = workshop.File(store + ".ogp");
            var proving = (await Ogzk.RunAsync("prove", model, "--input", Input(store + ".json", largest), "--artifacts", workshop.File(store), "--out", proof, "--json")).Succeeded();
            Assert.Contains(proving.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("one private input", StringComparison.Ordinal));
            return JsonDocument.Parse(File.ReadAllBytes(proof)).RootElement.GetProperty("schema").GetString()!;
        }
        Assert.Equal(await SchemaAsync("first-a", 23.4567891), await SchemaAsync("first-b", 23.4567812));
    }

    [Fact]
    public async Task A_key_that_is_pinned_is_used_or_nothing_is_made()
    {
        var digest = Digest(workshop.Proving.Data)!;
        (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--expect-key", digest)).Succeeded();
        (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--expect-key", new string('5', 64))).Refused(2, digest, new string('5', 64), "expected");
        // Other options mean another circuit, which has no key yet; none is made for the refusal.
        var keys = Directory.GetDirectories(Path.Combine(workshop.Store, "keys")).Length;
        (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--bits", "11", "--expect-key", digest)).Refused(2, digest, "no key");
        Assert.Equal(keys, Directory.GetDirectories(Path.Combine(workshop.Store, "keys")).Length);
    }

    [Fact]
    public async Task Prove_says_which_key_it_used_and_what_it_replaced()
    {
        var made = workshop.Proving.Data;
        Assert.False(made.GetProperty("verifyingKey").GetProperty("cached").GetBoolean());
        Assert.False(made.GetProperty("proof").GetProperty("replaced").GetBoolean());
        var target = workshop.File("again.ogp");
        async Task<OgzkOutcome> ProveAsync() => (await Ogzk.RunAsync("prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", workshop.Store, "--out", target)).Succeeded();
        Assert.DoesNotContain("replaced", (await ProveAsync()).Output, StringComparison.Ordinal);
        var second = await ProveAsync();
        Assert.Contains("replaced", second.Output, StringComparison.Ordinal);
        Assert.Contains("made before", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_beyond_the_first_ones_range_is_refused_with_what_would_do()
    {
        var model = workshop.File("narrow.onnx");
        File.Copy(Workshop.Model, model, overwrite: true);
        string Input(double value) => workshop.Write($"narrow-{value}.json", JsonSerializer.Serialize(new { input_data = new[] { Enumerable.Repeat(value, 64) } }));
        Task<OgzkOutcome> ProveAsync(string input) => workshop.ProveAsync(model, input, "--bits", "10"); // a circuit of its own
        (await ProveAsync(Input(0.01))).Succeeded();
        (await ProveAsync(Input(999))).Refused(2, "--calibration", "--input-range", "index 0");
    }

    [Fact]
    public async Task Values_beyond_the_calibrated_range_are_warned_of()
    {
        // Calibrated on black images, so a bright one leaves every range inside.
        var model = workshop.File("dark.onnx");
        File.Copy(Workshop.Model, model, overwrite: true);
        // As many rows as make synthetic ones, which fill the declared range, unnecessary.
        var row = new { inputs = new[] { Enumerable.Repeat(0.01, 64) } };
        var dark = workshop.Write("dark.json", JsonSerializer.Serialize(new { cases = Enumerable.Repeat(row, 64) }));
        var bright = workshop.Write("bright.json", JsonSerializer.Serialize(new { input_data = new[] { Enumerable.Repeat(16.0, 64) } }));
        string[] options = ["--calibration", dark, "--input-range", "image=0:16"];
        var saturated = (await workshop.ProveAsync(model, bright, options)).Succeeded();
        Assert.Contains(saturated.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("outside of the range", StringComparison.Ordinal));
        var quiet = (await workshop.ProveAsync(Workshop.Model, Workshop.Input)).Succeeded();
        Assert.DoesNotContain(quiet.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("outside of the range", StringComparison.Ordinal));
        Assert.Equal(0, quiet.Data.GetProperty("outputs")[0].GetProperty("saturated").GetInt32());
    }

    private static string? Digest(JsonElement data) => data.GetProperty("verifyingKeyDigest").GetString();
}
