// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Collections.Concurrent;
using OpenGradient.Zk.Core;

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

    // Folders this process is filling: what it must take away when it leaves without unwinding.
    private static readonly ConcurrentDictionary<string, byte> Unfinished = new();

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

    /// <summary>All folders of a kind, whole or not: hashing every file of every one of them would take seconds.</summary>
    public IEnumerable<string> Folders(string kind)
    {
        var parent = Path.Combine(Root, kind);
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent) : [];
    }

    /// <summary>Whether a folder's files are as its manifest says.</summary>
    public static bool IsWhole(string folder) => ArtifactManifest.IsWhole(folder);

    /// <summary>
    /// Deletes what this process has begun and not finished. For a process that leaves at once: whoever is still filling a
    /// folder fails.
    /// </summary>
    public static void DropUnfinished()
    {
        foreach (var folder in Unfinished.Keys)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It was published a moment ago, or somebody else holds it; the next run clears abandoned ones.
            }
        }
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
            Unfinished.TryRemove(staged, out _);
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
            MakeSalt(path);
        }
        var salt = File.ReadAllBytes(path);
        // An empty salt would make names that anybody can compute.
        return salt.Length == SaltBytes ? salt : throw new InvalidArtifactException(
            path, $"it has {salt.Length} bytes and not the {SaltBytes} random ones that artefacts are named with; delete it, and they are made again");
    }

    private static void MakeSalt(string path)
    {
        var made = path + "." + Path.GetRandomFileName();
        try
        {
            AtomicFile.Write(made, RandomNumberGenerator.GetBytes(SaltBytes), secret: true);
            File.Move(made, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Someone was faster.
        }
        catch (IOException error) when (Directory.Exists(path))
        {
            throw new InvalidArtifactException(path, "a folder is where the salt of the artefact store belongs; move it away", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, error);
        }
        finally
        {
            File.Delete(made);
        }
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
        var folder = CreateFolder(Path.Combine(staging, Path.GetRandomFileName())).FullName;
        Unfinished.TryAdd(folder, 0);
        return folder;
    }

    // Weights and keys lie here: nobody else looks in.
    private static DirectoryInfo CreateFolder(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (IOException error) when (FileOnTheWayTo(path) is not null)
        {
            throw new InvalidArtifactException(
                FileOnTheWayTo(path)!, "a file is where a folder of the artefact store belongs; move it away, or name another folder with --artifacts", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, error);
        }
    }

    private static InvalidArtifactException Unusable(string path, Exception error) => new(
        path, $"artefacts cannot be kept there ({error.Message.TrimEnd('.')}); name a folder that can be written to with --artifacts or in {Variable}", error);

    private static string? FileOnTheWayTo(string? path)
    {
        while (path is not null && !File.Exists(path))
        {
            path = Path.GetDirectoryName(path);
        }
        return path;
    }
}
