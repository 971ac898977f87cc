// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>
/// manifest.json: what went in, and the SHA-256 of every file that came out. Written last, checked first. A digest of
/// weights is in it, so it is as private as they are.
/// </summary>
internal static class ArtifactManifest
{
    private const string FileName = "manifest.json";

    internal static void Write(string folder, ArtifactKey key)
    {
        var files = new JsonObject();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            files.Add(Path.GetFileName(file), Hash(file));
        }
        var manifest = new JsonObject { ["madeFrom"] = JsonNode.Parse(key.Facts), ["files"] = files };
        AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(manifest), secret: true);
    }

    /// <summary>Whether the manifest is there and every file is as it says.</summary>
    internal static bool IsWhole(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return false;
        }
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            return manifest.RootElement.GetProperty("files").EnumerateObject()
                .All(file => Holds(Path.Combine(folder, file.Name), file.Value.GetString()));
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    // A folder in a file's place is a file that is gone. One that may not be read is not: then the reader is told, and keys
    // that others rely on are not made again.
    private static bool Holds(string path, string? hash) => File.Exists(path) && Hash(path) == hash;

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
