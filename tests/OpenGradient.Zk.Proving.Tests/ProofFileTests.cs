// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class ProofFileTests
{
    private static readonly Proof Example = new()
    {
        ProtocolId = Digest256.Keccak("protocol"), SrsId = Digest256.Keccak("srs"), IsInsecure = true,
        VerifyingKeyDigest = Digest256.Keccak("key"), Context = Digest256.Keccak("context"),
        Published = new byte[] { 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff }, Bytes = new byte[] { 1, 2, 3 },
    };

    [Fact]
    public void A_proof_survives_its_file()
    {
        using var folder = new TemporaryFolder();
        new ProofFile(Example, "{\"a\":1}").Write(folder.File("p.ogp"));
        var read = ProofFile.Read(folder.File("p.ogp"));
        Assert.Equal("{\"a\":1}", read.SchemaJson);
        Assert.Equal(Example.Context, read.Proof.Context);
        Assert.Equal(Example.Bytes.ToArray(), read.Proof.Bytes.ToArray());
        Assert.Equal([7, -1], read.Proof.Values());
    }

    [Fact]
    public void The_insecure_string_is_marked_in_the_file() =>
        Assert.True((bool)JsonNode.Parse(new ProofFile(Example, null).ToJson())!["insecure"]!);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"format\":\"ogzk/proof/v2\"}")]
    [InlineData("{\"format\":\"ogzk/proof/v1\"}")]
    [InlineData("{\"format\":7}")]
    public void What_is_not_a_proof_file_is_refused(string text) =>
        Assert.Throws<InvalidArtifactException>(() => ProofFile.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("context", "\"0x00\"")]
    [InlineData("context", "\"deadbeef\"")]
    [InlineData("proof", "\"0x123\"")]
    [InlineData("proof", "\"0xzz\"")]
    [InlineData("proof", "17")]
    [InlineData("insecure", "\"no\"")]
    [InlineData("published", "null")]
    public void A_field_of_the_wrong_form_is_refused(string field, string json)
    {
        var file = JsonNode.Parse(new ProofFile(Example, null).ToJson())!;
        file[field] = JsonNode.Parse(json);
        Assert.Throws<InvalidArtifactException>(() => ProofFile.Parse(Encoding.UTF8.GetBytes(file.ToJsonString())));
    }

    [Fact]
    public void Published_bytes_that_are_no_integers_are_refused() =>
        Assert.Throws<InvalidArtifactException>(() => (Example with { Published = new byte[] { 1, 2, 3 } }).Values());
}
