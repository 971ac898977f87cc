// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Which program is run as the local chain is decided by the installation, never by where one happens to stand.</summary>
public sealed class AnvilLocatorTests : IDisposable
{
    private readonly DirectoryInfo _program = Directory.CreateTempSubdirectory("ogzk-program-");

    [NeedsChainFact]
    public void The_working_directory_is_not_looked_at()
    {
        // The tests stand below a node_modules with anvil in it.
        Assert.StartsWith(Repository.Root, Environment.CurrentDirectory, StringComparison.Ordinal);
        Assert.Null(AnvilLocator.Find(_program.FullName, path: ""));
    }

    [Fact]
    public void Above_the_program_comes_before_the_path_and_relative_folders_of_the_path_do_not_count()
    {
        var onPath = Touch("bin", "anvil");
        Assert.Equal(onPath, AnvilLocator.Find(Path.Combine(_program.FullName, "a", "b"), $".{Path.PathSeparator}{Path.GetDirectoryName(onPath)}"));
        Assert.Null(AnvilLocator.Find(_program.FullName, Path.GetRelativePath(Environment.CurrentDirectory, Path.GetDirectoryName(onPath)!)));
        var above = Touch("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        Assert.Equal(above, AnvilLocator.Find(Path.Combine(_program.FullName, "a", "b"), Path.GetDirectoryName(onPath)!));
    }

    public void Dispose() => _program.Delete(recursive: true);

    private string Touch(params string[] parts)
    {
        var path = Path.Combine([_program.FullName, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
