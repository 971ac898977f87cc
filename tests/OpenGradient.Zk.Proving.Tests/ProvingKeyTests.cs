// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class ProvingKeyTests(Proven proven) : IClassFixture<Proven>
{
    [Fact]
    public async Task A_key_read_from_its_file_proves()
    {
        using var folder = new TemporaryFolder();
        proven.Keys.ProvingKey.Write(folder.File("key.ogpk"));
        using var key = ProvingKey.Read(folder.File("key.ogpk"));
        Assert.Equal(proven.Keys.ProvingKey.Size, key.Size);
        using var prover = await Prover.OpenAsync(key, proven.Srs);
        Assert.Equal(proven.Keys.VerifyingKey.Digest, prover.VerifyingKey.Digest);
        Assert.True(proven.Verify(await prover.ProveAsync(proven.Inputs, Proven.Context)).Accepted);
    }

    [Fact]
    public void Nobody_else_may_read_the_file()
    {
        using var folder = new TemporaryFolder();
        proven.Keys.ProvingKey.Write(folder.File("key.ogpk"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("key.ogpk")));
        }
        Assert.Single(Directory.GetFiles(folder.File("")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_key_cut_off_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("key.ogpk");
        proven.Keys.ProvingKey.Write(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        using var key = ProvingKey.Read(path);
        var refused = await Assert.ThrowsAsync<ProverException>(() => Prover.OpenAsync(key, proven.Srs));
        Assert.Equal(ProverFailure.Malformed, refused.Failure);
    }

    [Fact]
    public async Task A_damaged_key_is_refused_or_proves_the_same_as_before()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("key.ogpk");
        proven.Keys.ProvingKey.Write(path);
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i += Math.Max(1, bytes.Length / 23))
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 1;
            File.WriteAllBytes(path, damaged);
            using var key = ProvingKey.Read(path);
            try
            {
                // The prover verifies before it releases, so a damaged key can never yield a proof that does not hold.
                using var prover = await Prover.OpenAsync(key, proven.Srs);
                var proof = await prover.ProveAsync(proven.Inputs, Proven.Context);
                Assert.True(Verifier.Verify(proven.VerifierParameters, prover.VerifyingKey, prover.VerifyingKey.Digest, proof).Accepted);
            }
            catch (Exception refused) when (refused is ProverException or InvalidArtifactException)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void A_disposed_key_is_zeroed()
    {
        var secret = SecretBytes.LittleEndian([1, 2, 3]);
        secret.Dispose();
        Assert.Equal(new byte[12], secret.Span.ToArray());
    }

    [Fact]
    public void A_verifying_key_file_that_is_something_else_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("not.ogvk"), new string('x', 100));
        var refused = Assert.Throws<InvalidArtifactException>(() => VerifyingKey.Read(folder.File("not.ogvk")));
        Assert.Contains("not.ogvk", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verifying_key_survives_its_file_and_names_its_schema()
    {
        using var folder = new TemporaryFolder();
        proven.Keys.VerifyingKey.Write(folder.File("key.ogvk"));
        var key = VerifyingKey.Read(folder.File("key.ogvk"));
        Assert.Equal(proven.Keys.VerifyingKey.Digest, key.Digest);
        Assert.Equal(proven.Model.Schema.Hash, key.SchemaHash);
        Assert.Equal(key.Digest, NativeProver.Keccak(key.Bytes.Span));
    }
}
