// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Testing;

/// <summary>Where things are: the repository, and the corpora beside it (environment variable OGZK_CORPORA).</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Corpora { get; } =
        Environment.GetEnvironmentVariable("OGZK_CORPORA") ?? Path.Combine(Root, "..", "shared", "corpora");

    public static bool HasCorpora => File.Exists(Path.Combine(Corpora, "INDEX.json"));

    public static string Model(string name, string file = "model.onnx") => Path.Combine(Root, "circuits", "models", name, file);

    public static string Corpus(params string[] parts) => Path.Combine([Corpora, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OpenGradient.Zk.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}

/// <summary>A test that needs the corpora; skipped, visibly, where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorporaFactAttribute : FactAttribute
{
    public CorporaFactAttribute() => Skip = Repository.HasCorpora ? null! : "The corpora are not here; set OGZK_CORPORA.";
}

/// <summary>A theory that needs the corpora; skipped, visibly, where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorporaTheoryAttribute : TheoryAttribute
{
    public CorporaTheoryAttribute() => Skip = Repository.HasCorpora ? null! : "The corpora are not here; set OGZK_CORPORA.";
}
