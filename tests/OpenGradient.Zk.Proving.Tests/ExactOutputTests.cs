// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Proving.Tests;

/// <summary>Exact accumulators (protocol.md §3.5): native words against the reference evaluator's, proven, and changed.</summary>
public sealed class ExactOutputTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void Native_words_are_the_reference_evaluators_to_the_bit(int bits)
    {
        var model = TestModels.Small(seed: bits, bits, exact: true);
        using var circuit = TestModels.Open(model);
        var quotients = new HashSet<int>();
        for (var seed = 0; seed < 50; seed++)
        {
            var inputs = TestModels.Inputs(model, seed);
            int[] expected =
            [
                .. inputs[0].Select(entry => entry - model.Inputs[0].ZeroPoint),
                .. IntegerEvaluator.Published(model, IntegerEvaluator.Evaluate(model, inputs)).SelectMany(output => output),
            ];
            Assert.Equal(expected, circuit.Evaluate(TestModels.Flat(inputs)));
            Assert.Equal(expected, circuit.Mock(TestModels.Flat(inputs)).Published);
            quotients.UnionWith(expected[3..5]);
        }
        Assert.True(quotients.Count > 20, $"Only {quotients.Count} different quotients were seen.");
    }

    [Fact]
    public void Exact_and_requantized_outputs_are_different_circuits()
    {
        using var exact = TestModels.Open(TestModels.Small(exact: true));
        using var rounded = TestModels.Open(TestModels.Small());
        Assert.NotEqual(exact.Digest, rounded.Digest);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public async Task An_honest_proof_holds_and_every_changed_word_is_refused(int bits)
    {
        var model = TestModels.Small(bits: bits, exact: true);
        using var circuit = TestModels.Open(model);
        using var srs = await Srs.OpenInsecureAsync(circuit.Log2Size);
        using var keys = await Prover.SetupAsync(circuit, srs);
        using var prover = await Prover.OpenAsync(keys.ProvingKey, srs);
        var inputs = TestModels.Flat(TestModels.Inputs(model, 4));
        var proof = await prover.ProveAsync(inputs, Proven.Context);
        Verdict Verify(Proof claim) => Verifier.Verify(srs.VerifierParameters(), keys.VerifyingKey, keys.VerifyingKey.Digest, claim);

        Assert.Equal(circuit.Evaluate(inputs), proof.Values());
        Assert.Equal(3 + (2 * 2) + 4, proof.Values().Count);
        Assert.True(Verify(proof).Accepted, Verify(proof).Check);
        for (var word = 0; word < proof.Values().Count; word++)
        {
            foreach (var change in (int[])[1, -1, 1 << bits, int.MinValue])
            {
                Assert.False(Verify(Changed(proof, (word, change))).Accepted, $"word {word} changed by {change}");
            }
        }
        // The same accumulator in other words: one quotient less, 2^s more in the remainder, as far as 32 bits hold it.
        if (bits < 16)
        {
            Assert.False(Verify(Changed(proof, (3, -1), (5, 1 << (2 * bits)))).Accepted);
        }
    }

    private static Proof Changed(Proof proof, params (int Word, int Change)[] changes)
    {
        var published = proof.Published.ToArray();
        foreach (var (word, change) in changes)
        {
            var at = published.AsSpan(word * sizeof(int));
            BinaryPrimitives.WriteInt32BigEndian(at, unchecked(BinaryPrimitives.ReadInt32BigEndian(at) + change));
        }
        return proof with { Published = published };
    }
}
