// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Circuits.Tests;

/// <summary>
/// A circuit and its schema are two files, each written whole, the schema first. Whatever stands between the two writes,
/// a reader gets a circuit with its own schema, or a sentence.
/// </summary>
public sealed class CircuitFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ogzk-").FullName;

    private string PathOf => Path.Combine(_folder, "model.ogc");

    private static Circuit Compiled(double scale, int weight) => CircuitCompiler.Compile(new QuantizedModel(
        "m", 8, default, [new TensorSchema("x", [1], 1, 0, Visibility.Private, 8)], [new QuantizedLayer("l", 0, 1, 1, [weight], [0], 0)],
        [new QuantizedOutput(new TensorSchema("y", [1], scale, 0, Visibility.Public, 8), 1)], []));

    [Fact]
    public void A_new_schema_beside_the_old_circuit_is_refused()
    {
        var (old, next) = (Compiled(1, 5), Compiled(2, 6));
        old.Save(PathOf);
        File.WriteAllText(PathOf + Circuit.SchemaSuffix, next.Schema.Json); // saving was cut short here
        Refused("is another circuit's", "compile the model again");
    }

    [Fact]
    public void A_new_circuit_beside_the_old_schema_is_refused()
    {
        var (old, next) = (Compiled(1, 5), Compiled(2, 6));
        old.Save(PathOf);
        File.WriteAllBytes(PathOf, next.Bytes.ToArray()); // a reader that took the schema before it was replaced
        Refused("is another circuit's", "compile the model again");
    }

    [Fact]
    public void Between_circuits_of_one_schema_there_is_no_half_way()
    {
        var (old, next) = (Compiled(1, 5), Compiled(1, 6));
        Assert.Equal(old.Schema.Json, next.Schema.Json);
        old.Save(PathOf);
        File.WriteAllText(PathOf + Circuit.SchemaSuffix, next.Schema.Json);
        Assert.Equal(old.ContentDigest, Circuit.Load(PathOf).ContentDigest);
        next.Save(PathOf);
        Assert.Equal(next.ContentDigest, Circuit.Load(PathOf).ContentDigest);
    }

    [Fact]
    public void A_schema_without_a_circuit_is_refused()
    {
        Compiled(1, 5).Save(PathOf);
        File.Delete(PathOf);
        Refused("model.ogc");
    }

    [Fact]
    public void A_circuit_without_its_schema_is_refused()
    {
        Compiled(1, 5).Save(PathOf);
        File.Delete(PathOf + Circuit.SchemaSuffix);
        Refused(Circuit.SchemaSuffix);
    }

    [Fact]
    public void A_circuit_that_cannot_be_saved_leaves_no_file_of_its_own()
    {
        Directory.CreateDirectory(PathOf);
        Assert.ThrowsAny<Exception>(() => Compiled(1, 5).Save(PathOf));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp"));
        Refused("model.ogc");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Refused(params string[] words)
    {
        var refused = Assert.Throws<InvalidArtifactException>(() => Circuit.Load(PathOf));
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }
}
