// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class Digest256Tests
{
    [Fact]
    public void Text_and_bytes_lead_back_to_the_same_digest()
    {
        var digest = Digest256.Keccak("digest");
        Assert.Equal(digest, Digest256.Parse(digest.ToString()));
        Assert.Equal(digest, Digest256.Parse(digest.ToString()[2..].ToUpperInvariant()));
        Assert.Equal(digest, new Digest256(digest.ToArray()));
    }

    [Fact]
    public void What_is_not_a_digest_is_refused()
    {
        Assert.Throws<FormatException>(() => Digest256.Parse("0x12"));
        Assert.Throws<FormatException>(() => Digest256.Parse(new string('g', 64)));
        Assert.Throws<ArgumentException>(() => new Digest256(new byte[31]));
    }

    [Fact]
    public void Order_is_the_order_of_the_bytes()
    {
        var (low, high) = (new byte[32], new byte[32]);
        (low[31], high[0]) = (255, 1);
        Assert.True(new Digest256(low) < new Digest256(high));
    }
}
