// SPDX-License-Identifier: Apache-2.0
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

public sealed class InputTests
{
    private static readonly ModelSchema Schema = new(
        12,
        [new TensorSchema("a", [1, 3], 0.5, 10, Visibility.Private, 12), new TensorSchema("b", [2], 1, 0, Visibility.Private, 12)],
        []);

    private static double[][] Parse(string json) => InputFile.Parse(Encoding.UTF8.GetBytes(json), "x.json");

    private static string Refusal(string json) =>
        Assert.Throws<InvalidInputException>(() => InputQuantizer.Quantize(Schema, Parse(json), OutOfRange.Refuse, "x.json")).Message;

    [Fact]
    public void One_flat_list_per_input_is_read_and_quantized()
    {
        var entries = InputQuantizer.Quantize(Schema, Parse("""{"input_shapes": [[1,3],[2]], "input_data": [[-5, 0.25, 2e3], [0, 1]]}"""));
        Assert.Equal([0, 11, 4010], entries[0]);
        Assert.Equal([0, 1], entries[1]);
    }

    [Theory]
    [InlineData("""{"input_data": [[1, 2], [0, 0]]}""", "Input 0 (\"a\")", "[1, 3] takes 3")]
    [InlineData("""{"input_data": [[1, 2, 3]]}""", "1 lists", "2 inputs")]
    [InlineData("""{"input_data": [[1, 2, 3], [0, 9999]]}""", "Input 1 (\"b\")", "index 1")]
    [InlineData("""{"input_data": [[1, -99, 3], [0, 0]]}""", "index 1", "[-5, 2042.5]")]
    [InlineData("""{"input_data": [[1, [2], 3], [0, 0]]}""", "input_data[0][1]", "flat")]
    [InlineData("""{"input_data": [[1, "2", 3], [0, 0]]}""", "input_data[0][1]", "finite")]
    [InlineData("""{"input_data": [[1, null, 3], [0, 0]]}""", "null", "finite")]
    [InlineData("""{"input_data": [[1, 1e999, 3], [0, 0]]}""", "too large", "finite")]
    [InlineData("""{"input_data": [[1, NaN, 3], [0, 0]]}""", "not JSON", "NaN")]
    [InlineData("""{"input_data": 3}""", "input_data", "list of lists")]
    [InlineData("""{"input_data": [3]}""", "input_data[0]", "flat list")]
    [InlineData("""{"inputs": [[1]]}""", "no \"input_data\"", "expected")]
    [InlineData("[1]", "no \"input_data\"", "expected")]
    [InlineData("", "not JSON", "line 1")]
    [InlineData("""{"input_data": [[1, 2""", "not JSON", "line 1")]
    public void What_does_not_fit_is_refused_by_name_and_place(string json, string first, string second)
    {
        var message = Refusal(json);
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_from_code_are_checked_for_NaN_too() => Assert.Contains(
        "index 1",
        Assert.Throws<InvalidInputException>(() => InputQuantizer.Quantize(Schema, [[1, double.NaN, 2], [0, 0]])).Message,
        StringComparison.Ordinal);

    // The numbers that people prove are secret, the wrong ones too.
    [Theory]
    [InlineData("""{"input_data": [[1, -987654, 3], [0, 0]]}""", "987654")]
    [InlineData("""{"input_data": [[1, 98765432e999, 3], [0, 0]]}""", "98765432")]
    [InlineData("""{"input_data": [[1, "hunter2", 3], [0, 0]]}""", "hunter2")]
    [InlineData("""{"input_data": [[1, {"pin": 4711}, 3], [0, 0]]}""", "4711")]
    public void No_value_is_repeated_in_a_refusal(string json, string secret) =>
        Assert.DoesNotContain(secret, Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_is_out_of_range_is_not_repeated()
    {
        var model = new QuantizedModel(
            "m", 8, default, [new TensorSchema("x", [1], 1, 0, Visibility.Private, 8)], [new QuantizedLayer("l", 0, 1, 1, [1], [0], 0)],
            [new QuantizedOutput(new TensorSchema("y", [1], 1, 0, Visibility.Public, 8), 1)], []);
        var message = Assert.Throws<InvalidInputException>(() => IntegerEvaluator.Evaluate(model, [[98765]])).Message;
        Assert.DoesNotContain("98765", message, StringComparison.Ordinal);
        Assert.Contains("index 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_options_that_there_are()
    {
        var message = Refusal("""{"input_data": [[1, -99, 3], [0, 0]]}""");
        Assert.Contains("--calibration", message, StringComparison.Ordinal);
        Assert.Contains("--input-range", message, StringComparison.Ordinal);
        Assert.DoesNotContain("clamp", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"cases": [{"inputs": [[1]]}]}""", false)]
    [InlineData("""{"public": false, "cases": [{"inputs": [[1]]}]}""", false)]
    [InlineData("""{"public": true, "cases": [{"inputs": [[1]]}]}""", true)]
    [InlineData("""{"public": true, "input_data": [[1]]}""", true)]
    public void A_calibration_file_is_private_unless_it_says_otherwise(string json, bool isPublic) =>
        Assert.Equal(isPublic, InputFile.ParseCalibration(Encoding.UTF8.GetBytes(json), "c.json").IsPublic);

    [Fact]
    public void A_word_about_being_public_that_is_none_is_refused() =>
        Assert.Throws<InvalidInputException>(() => InputFile.ParseCalibration(Encoding.UTF8.GetBytes("""{"public": "yes", "input_data": [[1]]}"""), "c.json"));

    [Fact]
    public void Clamping_is_possible_but_must_be_asked_for()
    {
        var entries = InputQuantizer.Quantize(Schema, [[-1e9, 1e9, 0], [-3, 1e300]], OutOfRange.Clamp);
        Assert.Equal([0, 4095, 10], entries[0]);
        Assert.Equal([0, 4095], entries[1]);
    }

    [Fact]
    public void Cases_are_read_as_samples()
    {
        var samples = InputFile.ReadSamples(Repository.Model("digits", "calibration.json"));
        Assert.Equal(64, samples.Count);
        Assert.All(samples, sample => Assert.Equal(64, Assert.Single(sample).Length));
        Assert.Throws<InvalidInputException>(() => InputFile.Read(Repository.Model("digits", "calibration.json")));
    }

    [Fact]
    public void A_missing_file_is_a_sentence() =>
        Assert.Contains("There is no input file", Assert.Throws<InvalidInputException>(() => InputFile.Read("nowhere.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Published_integers_come_back_as_numbers() =>
        Assert.Equal([-1.0, 1.5, 0.0], InputQuantizer.Dequantize(Schema.Inputs[0], [-2, 3, 0]));
}
