// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain.Processes;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>The native prover missing, foreign, damaged or of another version: exit code 6, and what to do.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private const string Remedy = "scripts/bootstrap";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-native-");

    [Fact]
    public async Task A_missing_library_is_reported_with_the_remedy() =>
        (await WithLibraryAsync(Path.Combine(_folder.FullName, "libogzk.so"))).Refused(6, "libogzk.so", Remedy);

    [Fact]
    public async Task A_folder_without_the_library_is_reported() => (await WithLibraryAsync(_folder.FullName)).Refused(6, "libogzk.so", Remedy);

    [Fact]
    public async Task A_file_that_is_no_library_is_reported()
    {
        var path = Path.Combine(_folder.FullName, "libogzk.so");
        File.WriteAllText(path, "not a library");
        (await WithLibraryAsync(path)).Refused(6, "cannot be loaded", "file too short", Remedy);
    }

    [NeedsCompilerFact]
    public async Task A_library_of_another_version_is_refused_with_both_versions()
    {
        var path = await CompileAsync("unsigned ogzk_abi_version(void) { return 77; }");
        (await WithLibraryAsync(path)).Refused(6, "version 77", "version 1", Remedy);
    }

    [NeedsCompilerFact]
    public async Task A_library_that_is_another_one_is_refused()
    {
        var path = await CompileAsync("int something_else(void) { return 1; }");
        (await WithLibraryAsync(path)).Refused(6, "is not the native prover", "ogzk_abi_version", Remedy);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<OgzkOutcome> WithLibraryAsync(string path)
    {
        var outcome = await Ogzk.RunAsync(new Dictionary<string, string?> { ["OGZK_NATIVE_PATH"] = path }, "srs", "info", "--json");
        Assert.Equal("native_library", outcome.Json.GetProperty("error").GetProperty("code").GetString());
        return outcome;
    }

    private async Task<string> CompileAsync(string source)
    {
        var library = Path.Combine(_folder.FullName, "libfake.so");
        var outcome = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = NeedsCompilerFactAttribute.Compiler!, Arguments = ["-shared", "-fPIC", "-o", library, "-x", "c", "-"], StandardInput = source,
        });
        Assert.True(outcome.ExitCode == 0, outcome.StandardError);
        return library;
    }
}
