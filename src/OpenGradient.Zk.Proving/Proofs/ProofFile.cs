// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving;

/// <summary>
/// The file form of a proof, .ogp: JSON with hexadecimal fields, so that a script or a contract test reads it without us.
/// The schema rides along as its canonical text; it is believed only when its hash is the one in the verifying key.
/// </summary>
/// <param name="Proof">The proof.</param>
/// <param name="SchemaJson">The canonical schema of inputs and outputs; null if there is none.</param>
/// <param name="Request">Who asked for it on which chain; null if nobody did.</param>
public sealed record ProofFile(Proof Proof, string? SchemaJson, ProofRequest? Request = null)
{
    private const string FormatName = "ogzk/proof/v1";
    private const long LargestFile = 16 << 20;

    /// <summary>Reads a .ogp file.</summary>
    /// <exception cref="InvalidArtifactException">It is not one.</exception>
    public static ProofFile Read(string path)
    {
        var size = new FileInfo(path).Length;
        return size <= LargestFile
            ? Parse(File.ReadAllBytes(path), path)
            : throw new InvalidArtifactException(path, $"it has {size} bytes, and no proof has more than {LargestFile}");
    }

    /// <summary>Reads the JSON.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="file">Where it came from, for the error sentence.</param>
    /// <exception cref="InvalidArtifactException">It is not a proof.</exception>
    public static ProofFile Parse(ReadOnlyMemory<byte> json, string file = "proof")
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != FormatName)
            {
                throw new InvalidArtifactException(file, $"its format is not {FormatName}");
            }
            var proof = new Proof
            {
                ProtocolId = Digest(root, "protocol"),
                SrsId = Digest(root, "srs"),
                IsInsecure = root.GetProperty("insecure").GetBoolean(),
                VerifyingKeyDigest = Digest(root, "verifyingKey"),
                Context = Digest(root, "context"),
                Published = Bytes(root, "published"),
                Bytes = Bytes(root, "proof"),
            };
            var schema = root.TryGetProperty("schema", out var text) ? text.GetString() : null;
            return new ProofFile(proof, schema, root.TryGetProperty("request", out var request) ? RequestOf(request) : null);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidArtifactException(file, $"it is not a proof file ({error.Message.TrimEnd('.')})", error);
        }
    }

    /// <summary>The JSON, indented.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", FormatName);
            writer.WriteString("protocol", Proof.ProtocolId.ToString());
            writer.WriteString("srs", Proof.SrsId.ToString());
            writer.WriteBoolean("insecure", Proof.IsInsecure);
            writer.WriteString("verifyingKey", Proof.VerifyingKeyDigest.ToString());
            writer.WriteString("context", Proof.Context.ToString());
            writer.WriteString("published", Hex(Proof.Published.Span));
            writer.WriteString("proof", Hex(Proof.Bytes.Span));
            if (SchemaJson is not null)
            {
                writer.WriteString("schema", SchemaJson);
            }
            if (Request is not null)
            {
                writer.WriteStartObject("request");
                writer.WriteString("chainId", Request.ChainId);
                writer.WriteString("consumer", Request.Consumer);
                writer.WriteString("sender", Request.Sender);
                writer.WriteNumber("nonce", Request.Nonce);
                writer.WriteNumber("deadline", Request.Deadline);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Writes a .ogp file, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, ToJson(), secret: false);

    private static ProofRequest RequestOf(JsonElement request)
    {
        string Text(string name) => request.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null");
        return new ProofRequest(
            Text("chainId"), Text("consumer"), Text("sender"), request.GetProperty("nonce").GetUInt64(), request.GetProperty("deadline").GetUInt64());
    }

    private static Digest256 Digest(JsonElement root, string name) => new(Bytes(root, name));

    private static byte[] Bytes(JsonElement root, string name)
    {
        var text = root.GetProperty(name).GetString();
        return text is not null && text.StartsWith("0x", StringComparison.Ordinal)
            ? Convert.FromHexString(text.AsSpan(2))
            : throw new FormatException($"\"{name}\" does not begin with 0x");
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
