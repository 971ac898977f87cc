// SPDX-License-Identifier: Apache-2.0
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Circuits;

/// <summary>
/// A compiled circuit: the bytes that native code reads (circuits/schema/circuit.proto), and the schema by which people
/// read its inputs and outputs. The bytes hold the weights: keep them secret where the weights are.
/// </summary>
public sealed class Circuit
{
    /// <summary>The extension of circuit files.</summary>
    public const string Extension = ".ogc";

    /// <summary>What is added to a circuit file's name for its schema.</summary>
    public const string SchemaSuffix = ".schema.json";

    internal Circuit(ReadOnlyMemory<byte> bytes, ModelSchema schema, Digest256 contentDigest)
    {
        (Bytes, Schema, ContentDigest) = (bytes, schema, contentDigest);
    }

    /// <summary>The protobuf message Circuit.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Inputs and outputs with their scales; its hash is inside of <see cref="Bytes"/>.</summary>
    public ModelSchema Schema { get; }

    /// <summary>
    /// A digest over the meaning (not over the protobuf bytes, whose encoding is not canonical). It names cached files;
    /// the digest that keys and contracts use is the native prover's.
    /// </summary>
    public Digest256 ContentDigest { get; }

    /// <summary>
    /// Writes the circuit (readable by its owner only) and, beside it, the schema: each whole or not at all, but one after
    /// the other. The circuit names the hash of its schema, so what lies there half-way is refused by <see cref="Load"/>.
    /// </summary>
    /// <param name="path">Where the circuit goes; the schema goes to path + ".schema.json".</param>
    public void Save(string path)
    {
        AtomicFile.Write(path + SchemaSuffix, Encoding.UTF8.GetBytes(Schema.Json), secret: false);
        AtomicFile.Write(path, Bytes.Span, secret: true);
    }

    /// <summary>Reads a circuit and its schema.</summary>
    /// <exception cref="InvalidArtifactException">A file is missing or damaged, or the two do not belong together.</exception>
    public static Circuit Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Parse(bytes, File.ReadAllText(path + SchemaSuffix), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidArtifactException(path, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Checks that the bytes are a circuit, and that the schema is its schema.</summary>
    /// <exception cref="InvalidArtifactException">They are not.</exception>
    public static Circuit Parse(ReadOnlyMemory<byte> bytes, string schemaJson, string file = "circuit")
    {
        var message = CircuitFormat.Read(bytes, file);
        var schema = ModelSchema.Parse(schemaJson, file + SchemaSuffix);
        CircuitFormat.RequireSchema(message, schema, file);
        return new Circuit(bytes, schema, CircuitFormat.Digest(message));
    }
}
