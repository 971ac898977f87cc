// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class ModelSchemaTests
{
    private static readonly ModelSchema Schema = new(
        12,
        [new TensorSchema("image <b>\"é\"</b>", [1, 64], 1.0 / 255, 0, Visibility.Private, 12)],
        [new TensorSchema("logits", [1, 10], 0.00123456789, 2048, Visibility.Public, 12)]);

    [Fact]
    public void The_canonical_text_is_fixed() => Assert.Equal(
        "{\"format\":\"ogzk/schema/v1\",\"bits\":12,\"inputs\":[{\"name\":\"image \\u003cb\\u003e\\u0022\\u00e9\\u0022\\u003c/b\\u003e\","
        + "\"shape\":[1,64],\"scale\":0.00392156862745098,\"zeroPoint\":0,\"visibility\":\"private\"}],"
        + "\"outputs\":[{\"name\":\"logits\",\"shape\":[1,10],\"scale\":0.00123456789,\"zeroPoint\":2048,\"visibility\":\"public\"}]}",
        Schema.Json);

    [Fact]
    public void Reading_the_text_gives_the_same_text_and_hash()
    {
        var again = ModelSchema.Parse(Schema.Json);
        Assert.Equal(Schema.Json, again.Json);
        Assert.Equal(Schema.Hash, again.Hash);
        Assert.Equal("image <b>\"é\"</b>", again.Inputs[0].Name);
        Assert.Equal(Schema.Outputs[0].Scale, again.Outputs[0].Scale);
    }

    private static readonly ModelSchema Exact = new(12, Schema.Inputs, [Schema.Outputs[0] with { Exact = true }]);

    [Fact]
    public void An_exact_output_has_one_more_key_at_its_end() => Assert.Equal(
        Schema.Json.Replace("\"zeroPoint\":2048,\"visibility\":\"public\"}", "\"zeroPoint\":2048,\"visibility\":\"public\",\"exact\":true}", StringComparison.Ordinal),
        Exact.Json);

    [Fact]
    public void An_exact_output_is_another_meaning_and_is_read_back()
    {
        Assert.NotEqual(Schema.Json, Exact.Json);
        Assert.NotEqual(Schema.Hash, Exact.Hash);
        var again = ModelSchema.Parse(Exact.Json);
        Assert.True(again.Outputs[0].Exact);
        Assert.False(ModelSchema.Parse(Schema.Json).Outputs[0].Exact);
        Assert.Equal(Exact.Json, again.Json);
        Assert.Equal((10, 20), (Schema.Outputs[0].Words, again.Outputs[0].Words));
    }

    [Theory]
    [InlineData(",\"exact\":true", ",\"exact\":false")] // false is said by saying nothing
    [InlineData(",\"exact\":true", ",\"exact\":1")]
    [InlineData(",\"exact\":true", ",\"exact\":null")]
    [InlineData(",\"exact\":true", ",\"exact\":\"true\"")]
    [InlineData(",\"exact\":true", ",\"exact\": true")]
    [InlineData(",\"exact\":true", ",\"exact\":true,\"exact\":true")]
    [InlineData(",\"visibility\":\"public\",\"exact\":true", ",\"exact\":true,\"visibility\":\"public\"")] // another place
    [InlineData(",\"visibility\":\"private\"", ",\"visibility\":\"private\",\"exact\":true")] // an input has no accumulator
    public void Any_other_text_about_exactness_is_refused(string canonical, string other)
    {
        Assert.Contains(canonical, Exact.Json, StringComparison.Ordinal);
        Assert.Throws<InvalidArtifactException>(() => ModelSchema.Parse(Exact.Json.Replace(canonical, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_scale_is_another_hash()
    {
        var other = new ModelSchema(12, Schema.Inputs, [Schema.Outputs[0] with { Scale = 0.00123456788 }]);
        Assert.NotEqual(Schema.Hash, other.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":\"ogzk/schema/v2\"}")]
    [InlineData("{\"format\":\"ogzk/schema/v1\",\"bits\":12,\"inputs\":[],\"outputs\":[] }")] // a blank too many
    [InlineData("{\"format\":\"ogzk/schema/v1\",\"bits\":99,\"inputs\":[],\"outputs\":[]}")]
    [InlineData("{\"format\":\"ogzk/schema/v1\",\"bits\":12,\"inputs\":[{\"name\":\"x\",\"shape\":[0],\"scale\":1,\"zeroPoint\":0,\"visibility\":\"private\"}],\"outputs\":[]}")]
    [InlineData("{\"format\":\"ogzk/schema/v1\",\"bits\":12,\"inputs\":[{\"name\":\"x\",\"shape\":[65536,65536],\"scale\":1,\"zeroPoint\":0,\"visibility\":\"private\"}],\"outputs\":[]}")]
    public void Any_other_text_is_refused(string json) =>
        Assert.Throws<InvalidArtifactException>(() => ModelSchema.Parse(json, "model.schema.json"));

    [Fact]
    public void Integers_mean_what_the_schema_says()
    {
        var tensor = Schema.Outputs[0];
        Assert.Equal(-2048 * tensor.Scale, tensor.Lower, 12);
        Assert.Equal(2047 * tensor.Scale, tensor.Upper, 12);
        Assert.Equal(-3 * tensor.Scale, Assert.Single((tensor with { Shape = [1] }).Dequantize([-3])), 12);
    }
}
