// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ogzk-").FullName;

    [Fact]
    public void A_secret_file_is_readable_by_its_owner_only()
    {
        var path = Path.Combine(_folder, "secret");
        AtomicFile.Write(path, [1, 2, 3], secret: true);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void An_old_file_is_replaced_and_nothing_is_left_behind()
    {
        var path = Path.Combine(_folder, "file");
        AtomicFile.Write(path, [1], secret: false);
        AtomicFile.Write(path, [2], secret: false);
        Assert.Equal([2], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "taken"));
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(Path.Combine(_folder, "taken"), [1], secret: false));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_not_its_neighbour()
    {
        var folder = Directory.CreateTempSubdirectory("ogzk-atomic-");
        foreach (var path in (string[])[Path.Combine(folder.FullName, "missing", "file"), folder.FullName, "/proc/nothing-goes-here"])
        {
            var refused = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, [1], secret: false));
            Assert.Contains(path, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", refused.Message, StringComparison.Ordinal);
        }
        folder.Delete(recursive: true);
    }
}
