// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.Proving.Tests;

/// <summary>The golden corridor (scripts/regenerate-golden): what native code wrote once, C# reads and verifies today.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public async Task The_golden_proof_verifies_and_a_changed_one_does_not(string model)
    {
        byte[] Read(string file) => File.ReadAllBytes(Repository.Model(model, Path.Combine("golden", file)));
        var key = new VerifyingKey(Read("key.ogvk"));
        using var srs = await Srs.OpenInsecureAsync(Srs.DeploymentLog2Size);
        Assert.Equal(Read("params.bin"), srs.VerifierParameters());
        Assert.Equal(Read("deployment.bin"), srs.DeploymentParameters());
        Assert.Equal(srs.Id, key.SrsId); // protocol.md §8.4
        var proof = new Proof
        {
            ProtocolId = NativeProver.ProtocolId, SrsId = srs.Id, IsInsecure = true, VerifyingKeyDigest = key.Digest,
            Context = new Digest256(Read("context.bin")), Published = Read("published.bin"), Bytes = Read("proof.bin"),
        };
        var verdict = Verifier.Verify(srs.VerifierParameters(), key, key.Digest, proof);
        Assert.True(verdict.Accepted, verdict.Check);

        var lie = proof.Published.ToArray();
        lie[^1] ^= 1;
        Assert.False(Verifier.Verify(srs.VerifierParameters(), key, key.Digest, proof with { Published = lie }).Accepted);
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("digits-tanh")]
    public void The_golden_circuit_evaluates_to_the_golden_outputs(string model)
    {
        string At(string file) => Repository.Model(model, Path.Combine("golden", file));
        var circuit = Circuit.Parse(File.ReadAllBytes(At("circuit.ogc")), File.ReadAllText(At("schema.json")));
        using var native = NativeCircuit.Open(circuit.Bytes.Span);
        var inputs = new int[circuit.Schema.Inputs.Sum(input => input.Size)];
        Buffer.BlockCopy(File.ReadAllBytes(At("inputs.bin")), 0, inputs, 0, inputs.Length * sizeof(int));
        var golden = new Proof
        {
            ProtocolId = default, SrsId = default, IsInsecure = true, VerifyingKeyDigest = default, Context = default,
            Published = File.ReadAllBytes(At("published.bin")), Bytes = Array.Empty<byte>(),
        };
        Assert.Equal(golden.Values(), native.Mock(inputs).Published);
    }
}
