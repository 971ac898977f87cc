// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

public sealed class ProofTests(Proven proven) : IClassFixture<Proven>
{
    [Fact]
    public void An_honest_proof_is_accepted()
    {
        var verdict = proven.Verify(proven.Proof);
        Assert.True(verdict.Accepted, verdict.Check);
        Assert.Null(verdict.Check);
    }

    [Fact]
    public void The_proof_publishes_what_integer_inference_says() =>
        Assert.Equal(proven.Circuit.Evaluate(proven.Inputs), proven.Proof.Values());

    [Fact]
    public void The_proof_says_what_it_was_made_with()
    {
        Assert.Equal(proven.Srs.Id, proven.Proof.SrsId);
        Assert.True(proven.Proof.IsInsecure);
        Assert.Equal(proven.Keys.VerifyingKey.Digest, proven.Proof.VerifyingKeyDigest);
        Assert.Equal(NativeProver.ProtocolId, proven.Proof.ProtocolId);
    }

    [Fact]
    public async Task Two_proofs_of_one_statement_differ_and_both_hold()
    {
        var second = await proven.Prover.ProveAsync(proven.Inputs, Proven.Context);
        Assert.False(proven.Proof.Bytes.Span.SequenceEqual(second.Bytes.Span), "A proof without fresh randomness hides nothing.");
        Assert.Equal(proven.Proof.Bytes.Length, second.Bytes.Length);
        Assert.True(proven.Verify(second).Accepted);
    }

    [Fact]
    public async Task Two_setups_of_one_circuit_have_different_keys()
    {
        using var again = await Prover.SetupAsync(proven.Circuit, proven.Srs);
        Assert.NotEqual(proven.Keys.VerifyingKey.Digest, again.VerifyingKey.Digest);
    }

    [Fact]
    public async Task One_prover_serves_several_calls_at_once()
    {
        var proofs = await Task.WhenAll(Enumerable.Range(0, 3).Select(i =>
            proven.Prover.ProveAsync(TestModels.Flat(TestModels.Inputs(proven.Model, i)), Digest256.Keccak($"context {i}"))));
        Assert.All(proofs, proof => Assert.True(proven.Verify(proof).Accepted));
    }

    [Fact]
    public async Task Handles_may_be_disposed_in_any_order()
    {
        var srs = await Srs.OpenInsecureAsync(proven.Circuit.Log2Size);
        var circuit = TestModels.Open(proven.Model);
        var keys = await Prover.SetupAsync(circuit, srs);
        circuit.Dispose();
        using var prover = await Prover.OpenAsync(keys.ProvingKey, srs);
        keys.Dispose();
        srs.Dispose();
        var proof = await prover.ProveAsync(proven.Inputs, Proven.Context);
        Assert.True(Verifier.Verify(proven.VerifierParameters, prover.VerifyingKey, keys.VerifyingKey.Digest, proof).Accepted);
    }

    [Fact]
    public async Task Inputs_that_do_not_fit_are_refused()
    {
        var refused = await Assert.ThrowsAsync<ProverException>(() => proven.Prover.ProveAsync(new int[3], Proven.Context));
        Assert.Equal(ProverFailure.InvalidArgument, refused.Failure);
        refused = await Assert.ThrowsAsync<ProverException>(() => proven.Prover.ProveAsync(new int[] { 0, 0, 0, 0, 0, 0, 0, 256 }, Proven.Context));
        Assert.Equal(ProverFailure.InvalidArgument, refused.Failure);
    }

    [Fact]
    public void Another_context_is_refused() => Refused(proven.Proof with { Context = Digest256.Keccak("another context") });

    [Fact]
    public void Another_published_value_is_refused()
    {
        for (var i = 0; i < proven.Proof.Published.Length; i += sizeof(int))
        {
            var published = proven.Proof.Published.ToArray();
            published[i + 3] ^= 1;
            Refused(proven.Proof with { Published = published });
        }
    }

    [Fact]
    public void A_changed_bit_anywhere_is_refused()
    {
        for (var i = 0; i < proven.Proof.Bytes.Length; i += 31)
        {
            var bytes = proven.Proof.Bytes.ToArray();
            bytes[i] ^= (byte)(1 << (i % 8));
            Refused(proven.Proof with { Bytes = bytes });
        }
    }

    [Fact]
    public void Lengths_are_checked_by_name()
    {
        Assert.Equal("ProofLength", proven.Verify(proven.Proof with { Bytes = proven.Proof.Bytes[..^1] }).Check);
        Assert.Equal("ProofLength", proven.Verify(proven.Proof with { Bytes = Array.Empty<byte>() }).Check);
        Assert.Equal("PublicLength", proven.Verify(proven.Proof with { Published = proven.Proof.Published[..^4] }).Check);
        Assert.Equal("PublicLength", proven.Verify(proven.Proof with { Published = Array.Empty<byte>() }).Check);
    }

    [Fact]
    public async Task A_proof_of_another_model_is_refused()
    {
        using var circuit = TestModels.Open(TestModels.Small(seed: 2));
        using var keys = await Prover.SetupAsync(circuit, proven.Srs);
        using var prover = await Prover.OpenAsync(keys.ProvingKey, proven.Srs);
        var proof = await prover.ProveAsync(proven.Inputs, Proven.Context);
        Assert.True(Verifier.Verify(proven.VerifierParameters, keys.VerifyingKey, keys.VerifyingKey.Digest, proof).Accepted);
        Refused(proof);
    }

    [Fact]
    public async Task A_key_with_another_digest_than_the_trusted_one_is_refused_by_name()
    {
        using var again = await Prover.SetupAsync(proven.Circuit, proven.Srs);
        var verdict = Verifier.Verify(proven.VerifierParameters, again.VerifyingKey, proven.Keys.VerifyingKey.Digest, proven.Proof);
        Assert.Equal("KeyDigestMismatch", verdict.Check);
    }

    [Fact]
    public void A_key_that_breaks_the_check_list_is_refused_with_its_code()
    {
        var bytes = proven.Keys.VerifyingKey.Bytes.ToArray();
        bytes[4] = 2; // the version, protocol.md §8.7, code 2
        var key = new VerifyingKey(bytes);
        var verdict = Verifier.Verify(proven.VerifierParameters, key, key.Digest, proven.Proof);
        Assert.Equal(("KeyRejected", 2), (verdict.Check, verdict.KeyCode));
    }

    [Fact]
    public void Parameters_of_another_string_do_not_verify()
    {
        var parameters = (byte[])proven.VerifierParameters.Clone();
        // Two of the ten points changed places: well-formed, but not the string the proof was made with.
        parameters.AsSpan(128, 128).ToArray().CopyTo(parameters, 256);
        var verdict = Verifier.Verify(parameters, proven.Keys.VerifyingKey, proven.Keys.VerifyingKey.Digest, proven.Proof);
        Assert.False(verdict.Accepted);
    }

    private void Refused(Proof proof)
    {
        var verdict = proven.Verify(proof);
        Assert.False(verdict.Accepted);
        Assert.NotEmpty(verdict.Check!);
    }
}
