// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// protocol.md §4: the transcript written from the page in C# against the one the native prover recorded. That the
/// contract's is the same shows when it accepts the same proof.
/// </summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Models => [.. Golden.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_challenge_follows_from_the_proofs_bytes(string model)
    {
        var golden = Golden.Of(model);
        var recorded = golden.Json("transcript.json").GetProperty("steps").EnumerateArray().Select(step => (
            step.GetProperty("label").GetInt32(), step.GetProperty("round").GetInt32(), step.GetProperty("bytes").GetInt32(),
            step.GetProperty("challenge").GetString()!)).ToList();
        var computed = SmzTranscript.Run(golden.Statement, golden.SrsId).Select(step => (
            step.Label, step.Round, step.Size, "0x" + Convert.ToHexStringLower(Field.Word(step.Challenge)))).ToList();
        Assert.Equal(recorded, computed);
        Assert.Equal(computed.Count, computed.Select(step => step.Item4).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_hint_is_the_inverse_that_the_challenges_ask_for(string model) =>
        Assert.Equal(Golden.Of(model).Statement.Proof, Golden.Of(model).Hinted(Golden.Of(model).Statement).Proof);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_input_of_the_transcript_moves_its_last_challenge(string model)
    {
        var golden = Golden.Of(model);
        var s = golden.Statement;
        var last = Last(s, golden.SrsId);
        Assert.NotEqual(last, Last(s with { Context = s.Context.Xor(31, 1) }, golden.SrsId));
        Assert.NotEqual(last, Last(s with { Published = s.Published.Xor(39, 1) }, golden.SrsId));
        Assert.NotEqual(last, Last(s with { VkDigest = Digest256.Keccak("another key") }, golden.SrsId));
        Assert.NotEqual(last, Last(s, Digest256.Keccak("another string")));
        foreach (var field in golden.Map.Fields)
        {
            var moved = last != Last(s.WithProof(s.Proof.Xor(field.Offset + field.Size - 1, 1)), golden.SrsId);
            Assert.True(moved == (field.Name != "I"), field.Name); // the hint alone is not absorbed
        }
    }

    private static System.Numerics.BigInteger Last(Statement statement, Digest256 srsId) => SmzTranscript.Run(statement, srsId)[^1].Challenge;
}
