// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What people hand over instead of an input that fits.</summary>
public sealed class BadInputTests(Workshop workshop) : IClassFixture<Workshop>
{
    private static readonly double[] Image = JsonDocument.Parse(File.ReadAllBytes(Workshop.Input)).RootElement
        .GetProperty("input_data")[0].EnumerateArray().Select(value => value.GetDouble()).ToArray();

    [Fact]
    public async Task An_input_file_that_is_not_there_is_named() => await Refused(workshop.File("nowhere.json"), "nowhere.json");

    [Fact]
    public async Task An_input_that_is_not_JSON_is_refused() => await Refused(workshop.Write("bad.json", "{\"input_data\": [[1, 2"), "bad.json", "JSON");

    [Fact]
    public async Task NaN_is_refused() => await Refused(workshop.Write("nan.json", "{\"input_data\": [[NaN]]}"), "nan.json", "NaN");

    [Fact]
    public async Task Infinity_is_refused() => await Refused(workshop.Write("inf.json", "{\"input_data\": [[1e999]]}"), "inf.json");

    [Fact]
    public async Task Another_field_name_is_refused() => await Refused(workshop.Write("name.json", "{\"inputs\": [[1]]}"), "input_data");

    [Fact]
    public async Task A_value_short_of_the_shape_is_refused() => await Refused(Sample(Image[1..]), "image", "63", "64");

    [Fact]
    public async Task A_value_more_than_the_shape_is_refused() => await Refused(Sample([.. Image, 0]), "image", "65", "64");

    [Fact]
    public async Task A_list_more_than_the_model_has_inputs_is_refused() =>
        await Refused(workshop.Write("two.json", JsonSerializer.Serialize(new { input_data = new[] { Image, Image } })), "2 lists", "image");

    [Fact]
    public async Task A_value_out_of_range_is_refused_with_its_place() => await Refused(Sample([1e6, .. Image[1..]]), "image", "index 0", "range", "--input-range");

    [Fact]
    public async Task Text_where_a_number_belongs_is_refused() => await Refused(workshop.Write("text.json", "{\"input_data\": [[\"seven\"]]}"), "input_data[0][0]", "text");

    private async Task Refused(string input, params string[] words)
    {
        var refused = (await workshop.ProveAsync(Workshop.Model, input)).Refused(2, words);
        Assert.All((string[])["1000000", "seven\"", "1e999"], secret => Assert.DoesNotContain(secret, refused.Error + refused.Output, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("invalid_input", refused.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.False(refused.Json.GetProperty("ok").GetBoolean());
    }

    private string Sample(double[] values) =>
        workshop.Write($"sample-{Guid.NewGuid():N}.json", JsonSerializer.Serialize(new { input_data = new[] { values } }));
}
