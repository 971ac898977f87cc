// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class NativeProverTests
{
    [Fact]
    public void The_protocol_id_is_the_hash_of_its_name() => Assert.Equal(Digest256.Keccak("SMZ/1"), NativeProver.ProtocolId);

    [Fact]
    public void The_build_says_what_it_is() => Assert.NotEmpty(NativeProver.BuildInfo);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(135)]
    [InlineData(136)]
    [InlineData(137)]
    [InlineData(100_000)]
    public void Native_and_managed_keccak_agree(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        Assert.Equal(Digest256.Keccak(data), NativeProver.Keccak(data));
    }
}
