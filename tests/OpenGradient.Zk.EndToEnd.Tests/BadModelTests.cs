// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What people hand over instead of a model we can prove.</summary>
public sealed class BadModelTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task A_model_that_is_not_there_is_named() =>
        (await workshop.ProveAsync(workshop.File("nowhere.onnx"), Workshop.Input)).Refused(2, "nowhere.onnx", "no such file");

    [Fact]
    public async Task A_file_that_is_not_ONNX_is_refused() =>
        (await workshop.ProveAsync(workshop.Write("text.onnx", "this is text"), Workshop.Input)).Refused(2, "text.onnx", "ONNX");

    [Fact]
    public async Task An_empty_file_is_refused() =>
        (await workshop.ProveAsync(workshop.Write("empty.onnx", ""), Workshop.Input)).Refused(2, "empty");

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_truncated_model_is_refused(double share)
    {
        var bytes = File.ReadAllBytes(Workshop.Model);
        var path = workshop.Write("cut.onnx", bytes[..(int)(share * bytes.Length)]);
        (await workshop.ProveAsync(path, Workshop.Input)).Refused(2, "cut.onnx");
    }

    [Fact]
    public async Task An_unsupported_operator_is_refused_by_node_and_name()
    {
        var path = workshop.Write("odd.onnx", Replaced(File.ReadAllBytes(Workshop.Model), "Relu", "Nope"));
        var proving = await workshop.ProveAsync(path, Workshop.Input);
        Assert.Equal("unsupported_model", proving.Refused(3, "Nope", "relu1").Json.GetProperty("error").GetProperty("code").GetString());

        var inspecting = (await Ogzk.RunAsync("inspect", path, "--json")).Refused(3, "Nope");
        Assert.False(inspecting.Data.GetProperty("supported").GetBoolean());
        var odd = Assert.Single(inspecting.Data.GetProperty("nodes").EnumerateArray(), node => !node.GetProperty("supported").GetBoolean());
        Assert.Equal("Nope", odd.GetProperty("op").GetString());
        Assert.NotEmpty(odd.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task A_model_with_more_layers_than_a_circuit_has_is_told_so_by_inspect()
    {
        var path = WideModel.Write(workshop.File("deep.onnx"), width: 2, layers: 65);
        var inspecting = (await Ogzk.RunAsync("inspect", path, "--json")).Refused(3, "65 layers", "64");
        Assert.False(inspecting.Data.GetProperty("supported").GetBoolean());
        (await Ogzk.RunAsync("inspect", WideModel.Write(workshop.File("fits.onnx"), width: 2, layers: 64))).Succeeded();
    }

    [Fact]
    public async Task An_accuracy_nobody_can_reach_fails_the_gate() =>
        (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--max-error", "1e-30")).Refused(8, "1E-30");

    [Fact]
    public async Task An_input_to_publish_that_the_model_has_not_is_refused() =>
        (await workshop.ProveAsync(Workshop.Model, Workshop.Input, "--public-input", "nope")).Refused(2, "nope", "image");

    private static byte[] Replaced(byte[] bytes, string from, string to)
    {
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from));
        Assert.True(at >= 0, $"{from} is not in the model any more; choose another operator.");
        // "Relu" occurs as the operator type and in the node's name in lower case: replace the operator only.
        for (; at >= 0; at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from)))
        {
            Encoding.ASCII.GetBytes(to).CopyTo(bytes, at);
        }
        return bytes;
    }
}
