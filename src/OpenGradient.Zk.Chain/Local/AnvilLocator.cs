// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>Finds anvil.</summary>
public static class AnvilLocator
{
    /// <summary>The variable that names the program outright.</summary>
    public const string Variable = "OGZK_ANVIL";

    private const string InPackage = "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";

    /// <summary>
    /// The path of anvil; null when there is none. Looked for: the variable, node_modules above the program, then PATH.
    /// Never near the working directory: a folder somebody sent us must not name programs that we run.
    /// </summary>
    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named) ? named : null;
        }
        return Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH") ?? string.Empty);
    }

    internal static string? Find(string program, string path)
    {
        var above = Above(program).Select(folder => Path.Combine(folder, InPackage));
        var onPath = path
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "anvil.exe" : "anvil"));
        return above.Concat(onPath).FirstOrDefault(File.Exists);
    }

    /// <summary>The path of anvil.</summary>
    /// <exception cref="DevnetException">There is none; says how to get it.</exception>
    public static string Require() => Find() ?? throw new DevnetException(
        $"anvil, the local chain, was not found. Run \"npm ci --ignore-scripts\" at the top of the repository, or " +
        $"name the program in the environment variable {Variable}.");

    private static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
