// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>Writes a file so that a reader sees the old one or the new one, never half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a neighbour with a random name, flushes it to disk, and renames it.</summary>
    /// <param name="path">Where the file goes; the folder must exist.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="secret">True for weights and keys: only the owner may read and write (0600).</param>
    /// <exception cref="IOException">It cannot be written; the message names the file, never the neighbour.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (secret && !OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            System.IO.File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error)
        {
            Remove(temporary);
            if (error is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }
            var reason = System.IO.Directory.Exists(path) ? "it is a folder" : error.Message.Replace(temporary, path, StringComparison.Ordinal).TrimEnd('.');
            throw new IOException($"The file {path} cannot be written: {reason}.", error) { HResult = error.HResult };
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            System.IO.File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its folder is gone, or may not be written to: then it is not there.
        }
    }
}
