// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>A folder with an artefact store and one honest proof of the digits model, made once by the tool itself.</summary>
public sealed class Workshop : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-workshop-");

    internal static string Model => Repository.Model("digits");

    internal static string Calibration => Repository.Model("digits", "calibration.json");

    internal static string Input => Repository.Model("digits", "input.json");

    internal string Store => File("store");

    internal string Proof => File("honest.ogp");

    internal string Key { get; private set; } = null!;

    internal OgzkOutcome Proving { get; private set; } = null!;

    internal string File(string name) => Path.Combine(_folder.FullName, name);

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    internal string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    /// <summary>Proves, in this store, with JSON on stdout.</summary>
    internal Task<OgzkOutcome> ProveAsync(string model, string input, params string[] more) =>
        Ogzk.RunAsync(["prove", model, "--input", input, "--artifacts", Store, "--out", File("out.ogp"), "--json", .. more]);

    internal Task<OgzkOutcome> VerifyAsync(string proof, params string[] more) =>
        Ogzk.RunAsync(["verify", proof, "--artifacts", Store, "--json", .. more]);

    public async Task InitializeAsync()
    {
        Proving = await Ogzk.RunAsync("prove", Model, "--input", Input, "--calibration", Calibration, "--artifacts", Store, "--out", Proof, "--json");
        Proving.Succeeded();
        Key = Proving.Data.GetProperty("verifyingKeyPath").GetString()!;
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
