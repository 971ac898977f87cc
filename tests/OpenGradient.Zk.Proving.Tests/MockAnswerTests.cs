// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

/// <summary>An honest witness breaks no constraint, so what is said of a broken one is read here from the sentence alone.</summary>
public sealed class MockAnswerTests
{
    private const string Before = "The prover broke one of its own rules, which is our fault: ";
    private const string After = " Please report it with the model's shape.";

    [Theory]
    [InlineData("Mock: layer \"dense 1\", entry 3: the digits are not the accumulator's.", "dense 1")]
    [InlineData("Mock: layer \"a\", padding entry 9: the digits are not 0.", "a")]
    [InlineData("Mock: layer \"odd \", entry 1\", entry 2, digit 3: it is not in [0, 2^T).", "odd \", entry 1")]
    [InlineData("Mock: input 0: its padding is not 0.", null)]
    public void A_broken_constraint_is_an_answer_that_names_the_layer(string said, string? layer)
    {
        var failure = MockFailure.In(Before + said + After);
        Assert.NotNull(failure);
        Assert.Equal(layer, failure.Layer);
        Assert.Equal(said["Mock: ".Length..], failure.Sentence);
    }

    [Fact]
    public void Another_fault_is_none() => Assert.Null(MockFailure.In(Before + "An invariant does not hold." + After));

    [Fact]
    public void An_honest_inference_holds()
    {
        using var circuit = TestModels.Open(TestModels.Small());
        var answer = circuit.Mock(new int[8]);
        Assert.Null(answer.Failure);
        Assert.Equal(circuit.Evaluate(new int[8]), answer.Published);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(95)]
    public void A_key_shorter_than_its_header_is_none(int length) =>
        Assert.Throws<InvalidArtifactException>(() => new VerifyingKey([.. "SMZ1"u8, .. new byte[length - 4]]));
}
