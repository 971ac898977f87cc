// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What the store is called inside, and what stands in its way.</summary>
public sealed class ArtifactStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-store-");

    private string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private static Task<OgzkOutcome> RunAsync(string verb, string store) => Ogzk.RunAsync(verb, Workshop.Model, "--artifacts", store, "--json");

    [Fact]
    public async Task A_name_says_nothing_to_who_guesses_the_weights()
    {
        var key = new ArtifactKey(("weights", "a guess"));
        var (first, second) = (new ArtifactStore(At("first")), new ArtifactStore(At("second")));
        var (a, b) = (await first.CreateAsync("models", key, _ => Task.CompletedTask), await second.CreateAsync("models", key, _ => Task.CompletedTask));
        Assert.NotEqual(Path.GetFileName(a), Path.GetFileName(b));
        // The same store finds it again, and names other things otherwise.
        Assert.Equal(a, new ArtifactStore(At("first")).Find("models", key));
        Assert.Null(first.Find("models", new ArtifactKey(("weights", "another guess"))));
        Assert.NotEqual(key.NameUnder(new byte[32]), Path.GetFileName(a));
        Assert.NotEqual(key.NameUnder(new byte[32]), new ArtifactKey(("weights", "another guess")).NameUnder(new byte[32]));
        Assert.Equal(16 * 2, Path.GetFileName(a).Length);
    }

    [Fact]
    public async Task The_tool_names_one_model_differently_in_two_stores()
    {
        await Task.WhenAll(RunAsync("quantize", At("one")), RunAsync("quantize", At("two")));
        string Name(string store) => Path.GetFileName(Assert.Single(Directory.GetDirectories(At(store, "models"))));
        Assert.NotEqual(Name("one"), Name("two"));
    }

    [Fact]
    public async Task The_salt_is_32_secret_bytes_and_stays()
    {
        (await RunAsync("quantize", At("store"))).Succeeded();
        var salt = File.ReadAllBytes(At("store", ".salt"));
        Assert.Equal(32, salt.Length);
        Assert.NotEqual(new byte[32], salt);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(At("store", ".salt")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        (await RunAsync("quantize", At("store"))).Succeeded();
        Assert.Equal(salt, File.ReadAllBytes(At("store", ".salt")));
        Assert.Single(Directory.GetDirectories(At("store", "models")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task A_salt_that_is_not_one_names_nothing(int bytes)
    {
        Directory.CreateDirectory(At("store"));
        File.WriteAllBytes(At("store", ".salt"), new byte[bytes]);
        (await RunAsync("quantize", At("store"))).Refused(2, ".salt", "delete it");
        OnlyHas(At("store"), ".salt");
    }

    [Fact]
    public async Task A_folder_where_the_salt_belongs_is_named()
    {
        Directory.CreateDirectory(At("store", ".salt"));
        (await RunAsync("quantize", At("store"))).Refused(2, ".salt", "move it away");
        OnlyHas(At("store"), ".salt");
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file", "below")]
    [InlineData("file", "far", "below")]
    public async Task A_file_where_the_store_belongs_is_named(params string[] store)
    {
        File.WriteAllText(At("file"), "precious");
        (await RunAsync("quantize", At(store))).Refused(2, $"\"{At("file")}\"", "--artifacts");
        Assert.Equal("precious", File.ReadAllText(At("file")));
        OnlyHas(_folder.FullName, "file");
    }

    [Theory]
    [InlineData("quantize", "models")]
    [InlineData("quantize", ".staging")]
    [InlineData("setup", "keys")]
    [InlineData("setup", "srs")]
    public async Task A_file_where_a_folder_of_the_store_belongs_is_named(string verb, string folder)
    {
        Directory.CreateDirectory(At("store"));
        File.WriteAllText(At("store", folder), "precious");
        (await RunAsync(verb, At("store"))).Refused(2, $"\"{At("store", folder)}\"", "move it away");
        Assert.Equal("precious", File.ReadAllText(At("store", folder)));
        NothingIsHalfWritten();
        // And when it is gone, all is well.
        File.Delete(At("store", folder));
        (await RunAsync(verb, At("store"))).Succeeded();
    }

    [Fact]
    public async Task A_folder_where_the_cached_points_belong_costs_the_cache_and_nothing_else()
    {
        (await RunAsync("setup", At("other"))).Succeeded();
        var cache = Path.GetFileName(Assert.Single(Directory.GetFiles(At("other", "srs"))));
        Directory.CreateDirectory(At("store", "srs", cache));
        (await RunAsync("setup", At("store"))).Succeeded();
        OnlyHas(At("store", "srs"), cache);
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("store", "srs", cache)));
        NothingIsHalfWritten();
    }

    [Fact]
    public async Task A_folder_where_an_artefacts_file_was_means_making_it_again()
    {
        var first = (await RunAsync("setup", At("store"))).Succeeded().Data;
        var key = first.GetProperty("provingKey").GetProperty("path").GetString()!;
        File.Delete(key);
        Directory.CreateDirectory(key);
        var second = (await RunAsync("setup", At("store"))).Succeeded().Data;
        Assert.NotEqual(first.GetProperty("verifyingKeyDigest").GetString(), second.GetProperty("verifyingKeyDigest").GetString());
        Assert.True(File.Exists(key));
        NothingIsHalfWritten();
    }

    [Fact]
    public async Task A_folder_where_the_proof_goes_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(At("taken.ogp"));
        var refused = await Ogzk.RunAsync(
            "prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", At("store"), "--out", At("taken.ogp"), "--json");
        refused.Refused(2, "taken.ogp");
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("taken.ogp")));
        NothingIsHalfWritten();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void OnlyHas(string folder, string name) =>
        Assert.Equal([name], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));

    private void NothingIsHalfWritten()
    {
        Assert.DoesNotContain(_folder.EnumerateFiles("*", SearchOption.AllDirectories), file =>
            file.Name.EndsWith(".tmp", StringComparison.Ordinal) || file.Name.StartsWith(".salt.", StringComparison.Ordinal));
        Assert.All(_folder.EnumerateDirectories(".staging", SearchOption.AllDirectories), staging => Assert.Empty(staging.EnumerateFileSystemInfos()));
        Assert.All(_folder.EnumerateDirectories("models", SearchOption.AllDirectories).SelectMany(models => models.EnumerateDirectories()),
            model => Assert.True(File.Exists(Path.Combine(model.FullName, "manifest.json"))));
    }
}
