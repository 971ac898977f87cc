// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

/// <summary>Which hidden values exact outputs determine where the weights are known.</summary>
public sealed class ExactDisclosureTests
{
    private const int T = 12;

    [Theory]
    [InlineData(8, 10, true)]
    [InlineData(28, 10, true)] // these were recovered
    [InlineData(34, 10, true)] // 410.8 bits of 408
    [InlineData(35, 10, false)] // 411.2 bits of 420
    [InlineData(784, 10, false)]
    [InlineData(1, 1, true)] // log2 1 = 0
    [InlineData(4, 1, false)]
    [InlineData(int.MaxValue, int.MaxValue, true)] // no overflow
    public void Sums_determine_what_has_fewer_bits_than_they_tell(int inner, int rows, bool determined) =>
        Assert.Equal(determined, ExactDisclosure.Determines(T, rows, inner));

    [Fact]
    public void A_layer_that_reads_a_private_input_determines_it()
    {
        var found = Assert.Single(ExactDisclosure.Find(Model(Visibility.Private, [Layer(0, 10, 8)], Exact("y", 10, 1))));
        Assert.Equal((0, 10L, 8), (found.Value, found.Rows, found.Inner));
        Assert.Equal(["y"], found.Outputs);
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Private, [Layer(0, 10, 784)], Exact("y", 10, 1))));
    }

    [Fact]
    public void A_deeper_layer_determines_the_value_before_it() =>
        Assert.Equal(1, Assert.Single(ExactDisclosure.Find(Model(Visibility.Private, [Layer(0, 8, 784), Layer(1, 10, 8)], Exact("y", 10, 2)))).Value);

    [Fact]
    public void What_follows_from_public_values_is_not_hidden()
    {
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Public, [Layer(0, 10, 8)], Exact("y", 10, 1))));
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Public, [Layer(0, 8, 784), Layer(1, 10, 8)], Exact("y", 10, 2))));
        // The value before is an output itself.
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Private, [Layer(0, 8, 784), Layer(1, 10, 8)], Exact("h", 8, 1), Exact("y", 10, 2))));
    }

    [Fact]
    public void Requantized_outputs_are_not_counted() =>
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Private, [Layer(0, 10, 8)], Exact("y", 10, 1) with { Tensor = Tensor("y", 10) })));

    [Fact]
    public void Outputs_over_one_value_add_up_but_a_layer_published_twice_does_not()
    {
        // One sum of 4 entries tells 38 bits of 48, two tell 76.
        QuantizedLayer[] heads = [Layer(0, 1, 4), Layer(0, 1, 4)];
        var found = Assert.Single(ExactDisclosure.Find(Model(Visibility.Private, heads, Exact("a", 1, 1), Exact("b", 1, 2))));
        Assert.Equal(["a", "b"], found.Outputs);
        Assert.Equal(2, found.Rows);
        Assert.Empty(ExactDisclosure.Find(Model(Visibility.Private, heads, Exact("a", 1, 1), Exact("b", 1, 1))));
    }

    private static QuantizedModel Model(Visibility input, QuantizedLayer[] layers, params QuantizedOutput[] outputs) =>
        new("m", T, default, [Tensor("x", layers[0].Inner) with { Visibility = input }], layers, outputs, []);

    private static QuantizedLayer Layer(int input, int rows, int inner) => new("dense", input, rows, inner, new int[rows * inner], new long[rows], 0);

    private static QuantizedOutput Exact(string name, int size, int value) => new(Tensor(name, size) with { Exact = true }, value);

    private static TensorSchema Tensor(string name, int size) => new(name, [size], 1, 0, Visibility.Public, T);
}
