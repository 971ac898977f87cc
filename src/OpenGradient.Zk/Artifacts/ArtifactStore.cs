// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace OpenGradient.Zk;

/// <summary>
/// What was made once and need not be made again: folders named after what went into them. A folder appears whole, by
/// renaming, or not at all; a folder whose files no longer match its manifest counts as missing.
/// </summary>
public sealed class ArtifactStore
{
    /// <summary>Where artefacts go unless told otherwise.</summary>
    public const string DefaultRoot = "artifacts/ogzk";

    /// <summary>The variable that names another place.</summary>
    public const string Variable = "OGZK_ARTIFACTS";

    private const string Staging = ".staging";
    private const string SaltFile = ".salt";
    private const int SaltBytes = 32;
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);

    /// <summary>A store in this folder, which need not exist yet.</summary>
    public ArtifactStore(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = Path.GetFullPath(root);
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The store named by the caller, else by OGZK_ARTIFACTS, else the default.</summary>
    public static ArtifactStore Open(string? root)
    {
        var named = string.IsNullOrEmpty(root) ? Environment.GetEnvironmentVariable(Variable) : root;
        return new ArtifactStore(string.IsNullOrEmpty(named) ? DefaultRoot : named);
    }

    /// <summary>The folder of this kind and key, if it is there and whole; null otherwise.</summary>
    public string? Find(string kind, ArtifactKey key)
    {
        var folder = FolderOf(kind, key);
        return ArtifactManifest.IsWhole(folder) ? folder : null;
    }

    /// <summary>All whole folders of a kind.</summary>
    public IEnumerable<string> All(string kind)
    {
        var parent = Path.Combine(Root, kind);
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Where(ArtifactManifest.IsWhole) : [];
    }

    /// <summary>Makes a folder. If another process made the same one meanwhile, theirs is kept and ours is dropped.</summary>
    /// <param name="kind">"models" or "keys".</param>
    /// <param name="key">What goes into it.</param>
    /// <param name="fill">Writes the files into the folder it is given.</param>
    /// <returns>The finished folder; read the files from there.</returns>
    public async Task<string> CreateAsync(string kind, ArtifactKey key, Func<string, Task> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var folder = FolderOf(kind, key);
        var staged = NewStagingFolder();
        try
        {
            await fill(staged).ConfigureAwait(false);
            ArtifactManifest.Write(staged, key);
            Publish(staged, folder);
            return folder;
        }
        finally
        {
            if (Directory.Exists(staged))
            {
                Directory.Delete(staged, recursive: true);
            }
        }
    }

    /// <summary>A folder for files that are caches themselves, such as the powers of the development string.</summary>
    public string CacheFolder(string name) => CreateFolder(Path.Combine(Root, name)).FullName;

    private string FolderOf(string kind, ArtifactKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Path.Combine(Root, kind, key.NameUnder(Salt()));
    }

    // 32 random bytes of this store, made on first use. Whoever comes second reads what the first one wrote.
    private byte[] Salt()
    {
        var path = Path.Combine(CreateFolder(Root).FullName, SaltFile);
        if (!File.Exists(path))
        {
            var made = path + "." + Path.GetRandomFileName();
            try
            {
                Core.AtomicFile.Write(made, RandomNumberGenerator.GetBytes(SaltBytes), secret: true);
                File.Move(made, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(made);
            }
        }
        return File.ReadAllBytes(path);
    }

    private static void Publish(string staged, string folder)
    {
        CreateFolder(Path.GetDirectoryName(folder)!);
        if (Directory.Exists(folder) && !ArtifactManifest.IsWhole(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        try
        {
            Directory.Move(staged, folder);
        }
        catch (IOException) when (ArtifactManifest.IsWhole(folder))
        {
            // Someone was faster; both are right.
        }
    }

    private string NewStagingFolder()
    {
        var staging = CreateFolder(Path.Combine(Root, Staging)).FullName;
        foreach (var old in Directory.EnumerateDirectories(staging).Where(f => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(f) > Abandoned))
        {
            Directory.Delete(old, recursive: true);
        }
        return CreateFolder(Path.Combine(staging, Path.GetRandomFileName())).FullName;
    }

    // Weights and keys lie here: nobody else looks in.
    private static DirectoryInfo CreateFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
