// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class SrsTests
{
    [Fact]
    public async Task The_development_string_says_that_it_is_insecure()
    {
        using var srs = await Srs.OpenInsecureAsync(Srs.DeploymentLog2Size);
        Assert.True(srs.IsInsecure);
        Assert.Equal(1280, srs.VerifierParameters().Length);
        Assert.Equal(2688, srs.DeploymentParameters().Length);
    }

    [Fact]
    public async Task The_identity_is_the_hash_of_the_verifier_parameters_whatever_the_size()
    {
        using var small = await Srs.OpenInsecureAsync(Srs.VerifierLog2Size);
        using var large = await Srs.OpenInsecureAsync(12);
        Assert.Equal(small.Id, large.Id);
        Assert.Equal(small.VerifierParameters(), large.VerifierParameters());
        Assert.Equal(Digest256.Keccak(small.VerifierParameters()), small.Id); // protocol.md §4.1
    }

    [Fact]
    public async Task A_string_too_small_for_deploying_says_so()
    {
        using var srs = await Srs.OpenInsecureAsync(8);
        var refused = Assert.Throws<ProverException>(() => srs.DeploymentParameters());
        Assert.Equal(ProverFailure.Unsupported, refused.Failure);
    }

    [Fact]
    public async Task The_cache_file_changes_nothing_but_the_time()
    {
        using var folder = new TemporaryFolder();
        var cache = folder.File("srs.bin");
        using var first = await Srs.OpenInsecureAsync(10, cache);
        Assert.True(File.Exists(cache));
        using var second = await Srs.OpenInsecureAsync(10, cache);
        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public async Task A_damaged_cache_file_is_not_believed()
    {
        using var folder = new TemporaryFolder();
        var cache = folder.File("srs.bin");
        (await Srs.OpenInsecureAsync(10, cache)).Dispose();
        var bytes = File.ReadAllBytes(cache);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(cache, bytes);
        // Either it is made again or it is refused; what must not happen is a string with a wrong power in it.
        try
        {
            using var srs = await Srs.OpenInsecureAsync(10, cache);
            using var honest = await Srs.OpenInsecureAsync(10);
            Assert.Equal(honest.Id, srs.Id);
            Assert.NotEqual(bytes, File.ReadAllBytes(cache));
        }
        catch (ProverException refused)
        {
            Assert.Equal(ProverFailure.Malformed, refused.Failure);
        }
    }

    [Fact]
    public async Task A_ceremony_file_that_is_not_there_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<ProverException>(() => Srs.OpenPtauAsync("/nowhere/at.ptau", 8));
        Assert.Contains(refused.Failure, (ProverFailure[])[ProverFailure.Io, ProverFailure.InvalidArgument]);
        Assert.Contains("/nowhere/at.ptau", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ceremony_file_that_is_something_else_is_malformed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("not.ptau");
        File.WriteAllText(path, "this is no powers of tau");
        var refused = await Assert.ThrowsAsync<ProverException>(() => Srs.OpenPtauAsync(path, 8));
        Assert.Equal(ProverFailure.Malformed, refused.Failure);
    }
}
