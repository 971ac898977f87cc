// SPDX-License-Identifier: Apache-2.0
using System.Text;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>Names and identities that all languages must share.</summary>
[Collection(ChainTests.Name)]
public sealed class HandshakeTests(VerifierOnChain chain)
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [NeedsChainFact]
    public async Task The_protocol_id_is_the_contracts_and_the_librarys()
    {
        Assert.Equal(Digest256.Keccak("SMZ/1"), NativeProver.ProtocolId);
        Assert.Equal(NativeProver.ProtocolId, (await chain.Verifier.CallAsync("PROTOCOL_ID", [])).Get<Digest256>(0));
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task The_reference_strings_id_is_the_hash_of_its_ten_points_everywhere(string model)
    {
        var golden = Golden.Of(model);
        var id = Digest256.Keccak(golden.Read("params.bin"));
        Assert.Equal(golden.SrsId, id);
        Assert.Equal(id, (await chain.Verifier.CallAsync("srsId", [])).Get<Digest256>(0));
        using var srs = await Srs.OpenInsecureAsync(Srs.DeploymentLog2Size);
        Assert.Equal(id, srs.Id);
        Assert.Equal(golden.Read("params.bin"), srs.VerifierParameters());
        Assert.Equal(golden.Read("deployment.bin"), srs.DeploymentParameters());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_setup_is_the_powers_of_the_published_secret(string model)
    {
        // Curve arithmetic a third time: 14 powers in each group.
        var deployment = SetupPoints.Of(SetupPoints.InsecureTau);
        Assert.Equal(Golden.Of(model).Read("deployment.bin"), deployment);
        byte[] parameters = [.. deployment[SetupPoints.B(0)..SetupPoints.B(1)], .. deployment[SetupPoints.B(5)..]];
        Assert.Equal(Golden.Of(model).Read("params.bin"), parameters);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_digests_are_those_of_the_files(string model)
    {
        var golden = Golden.Of(model);
        Assert.Equal(golden.Digest("vkDigest"), golden.Statement.VkDigest);
        Assert.Equal(golden.Digest("vkDigest"), NativeProver.Keccak(golden.Statement.Key));
        Assert.Equal(golden.Digest("proof"), Digest256.Keccak(golden.Statement.Proof));
        Assert.Equal(golden.Digest("schemaHash"), Digest256.Keccak(golden.Read("schema.json")));
        Assert.Equal(golden.Digest("schemaHash"), new Digest256(golden.Statement.Key.AsSpan(32, 32)));
        using var circuit = NativeCircuit.Open(golden.Read("circuit.ogc"));
        Assert.Equal(golden.Digest("circuit"), circuit.Digest);
    }

    [NeedsChainTheory]
    [MemberData(nameof(Models))]
    public async Task The_committed_calldata_is_what_the_C_sharp_encoder_makes_and_the_contract_accepts(string model)
    {
        var golden = Golden.Of(model);
        var committed = Convert.FromHexString(Encoding.ASCII.GetString(golden.Read("calldata.txt")).Trim()[2..]);
        var s = golden.Statement;
        var key = new Chain.EthereumAddress(committed.AsSpan(4 + 32 + 12, 20));
        Assert.Equal(committed, VerifierOnChain.Abi.EncodeCall("verify", s.VkDigest, key, s.Context, s.Published, s.Proof));
        Assert.Equal(VerifierOnChain.Accepted, await chain.JudgeAsync(s));
    }

    [Fact]
    public void Keccak_is_the_same_in_both_languages()
    {
        var random = new Random(1);
        foreach (var length in Enumerable.Range(0, 300).Append(10_000))
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Digest256.Keccak(bytes), NativeProver.Keccak(bytes));
        }
    }
}
