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
        foreach (var pattern in (string[])["*.ogpk", "*.ogc", "*.ogq"])
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

    private static string? Digest(JsonElement data) => data.GetProperty("verifyingKeyDigest").GetString();
}
