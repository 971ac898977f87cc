// SPDX-License-Identifier: Apache-2.0

namespace OpenGradient.Zk.Cli;

/// <summary>A file that will be written after minutes of work: whether it can be is asked before them.</summary>
internal static class OutputPath
{
    /// <summary>The full path, if a file can be written there.</summary>
    /// <exception cref="VerbException">There is no such folder, it cannot be written to, or a folder has the name.</exception>
    internal static string Require(string path, string option)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full);
        if (Directory.Exists(full) || folder is null)
        {
            throw VerbException.Usage($"{full} is a folder; name a file with {option}.");
        }
        if (!Directory.Exists(folder))
        {
            throw VerbException.Usage($"There is no folder {folder} for {Path.GetFileName(full)}; make it, or name another file with {option}.");
        }
        try
        {
            // The only question whose answer is the system's own: permissions, read-only mounts, quotas.
            using var probe = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VerbException.Usage($"The folder {folder} cannot be written to; name a file elsewhere with {option}.");
        }
        return full;
    }
}
