// SPDX-License-Identifier: Apache-2.0
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Known_texts_have_their_known_digests(string text, string digest) =>
        Assert.Equal("0x" + digest, Digest256.Keccak(text).ToString());

    [Fact]
    public void It_is_ethereums_keccak_and_not_sha3() => // the selector of transfer(address,uint256)
        Assert.StartsWith("0xa9059cbb", Digest256.Keccak("transfer(address,uint256)").ToString(), StringComparison.Ordinal);

    // Computed with @noble/hashes 2.4.0 for the bytes 0, 1, ..., 250, 0, 1, ...: around one block (136 bytes) and two.
    [Theory]
    [InlineData(1, "bc36789e7a1e281436464229828f817d6612f7b477d66591ff96a9e064bcc98a")]
    [InlineData(135, "cbdfd9dee5faad3818d6b06f95a219fd290b0e1706f6a82e5a595b9ce9faca62")]
    [InlineData(136, "7ce759f1ab7f9ce437719970c26b0a66ff11fe3e38e17df89cf5d29c7d7f807e")]
    [InlineData(137, "ac73d4fae68b8453f764007c1a20ce95994187861f0c3227a3a8e99a73a3b1db")]
    [InlineData(271, "27eceb59ebc3dc8a04a5b135be641591a7278540e4556a2ba9f408194e666ec3")]
    [InlineData(272, "8e2476e65823b24d96ebe239f2c1534cdf763e689e2410c3b1cb0c74e6177bfc")]
    [InlineData(1000, "af692982e84a5a9688359025660a7857cd28ee7c8d867cfa1677baf2e6d1f63b")]
    public void Lengths_around_a_block_agree_with_another_implementation(int length, string digest)
    {
        var message = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();
        Assert.Equal("0x" + digest, Digest256.Keccak(message).ToString());
    }

    [Fact]
    public void Pieces_hash_like_the_whole()
    {
        var message = Encoding.UTF8.GetBytes(new string('x', 777));
        var pieces = new Keccak256();
        for (int at = 0, size = 1; at < message.Length; at += size, size = size * 3 % 139 + 1)
        {
            pieces.Append(message.AsSpan(at, Math.Min(size, message.Length - at)));
        }
        Assert.Equal(Digest256.Keccak(message), pieces.Finish());
    }
}
