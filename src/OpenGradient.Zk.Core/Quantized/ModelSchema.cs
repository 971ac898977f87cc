// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenGradient.Zk.Core;

/// <summary>
/// How inputs and outputs are read, for users and contracts. Its canonical JSON is one byte string per meaning, and its
/// digest is part of the circuit, so a proof cannot be read with another scale.
/// </summary>
public sealed class ModelSchema
{
    private const string FormatName = "ogzk/schema/v1";

    private readonly Lazy<string> _json;

    /// <summary>Takes the tensors in the model's order.</summary>
    public ModelSchema(int bits, IReadOnlyList<TensorSchema> inputs, IReadOnlyList<TensorSchema> outputs)
    {
        (Bits, Inputs, Outputs) = (bits, inputs, outputs);
        _json = new Lazy<string>(Write);
    }

    /// <summary>T.</summary>
    public int Bits { get; }

    /// <summary>Inputs, in the model's order.</summary>
    public IReadOnlyList<TensorSchema> Inputs { get; }

    /// <summary>Outputs, in the model's order.</summary>
    public IReadOnlyList<TensorSchema> Outputs { get; }

    /// <summary>
    /// The canonical text: ASCII, keys in a fixed order, no blanks, doubles in their shortest round-trip form. An output
    /// whose exact accumulators are published has one more key, "exact":true, last.
    /// </summary>
    public string Json => _json.Value;

    /// <summary>Keccak-256 of the canonical text.</summary>
    public Digest256 Hash => Digest256.Keccak(Json);

    /// <summary>Reads a schema, and refuses any text that is not the canonical one.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">Where it came from, for the error sentence.</param>
    /// <exception cref="InvalidArtifactException">It is not a canonical schema.</exception>
    public static ModelSchema Parse(string json, string file = "schema")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != FormatName)
            {
                throw new InvalidArtifactException(file, $"it is not in the format {FormatName}");
            }
            var bits = root.GetProperty("bits").GetInt32();
            if (bits is < QuantizedModel.MinBits or > QuantizedModel.MaxBits)
            {
                throw new InvalidArtifactException(file, $"its width of {bits} bits is not between 8 and 16");
            }
            var schema = new ModelSchema(
                bits, ReadTensors(root.GetProperty("inputs"), bits, outputs: false), ReadTensors(root.GetProperty("outputs"), bits, outputs: true));
            return schema.Json == json ? schema : throw new InvalidArtifactException(file, "its JSON is not canonical");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or OverflowException)
        {
            throw new InvalidArtifactException(file, "it is not a schema: " + e.Message.TrimEnd('.'), e);
        }
    }

    private static List<TensorSchema> ReadTensors(JsonElement array, int bits, bool outputs)
    {
        var tensors = new List<TensorSchema>();
        foreach (var item in array.EnumerateArray())
        {
            var scale = item.GetProperty("scale").GetDouble();
            var tensor = new TensorSchema(
                item.GetProperty("name").GetString() ?? "",
                [.. item.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32())],
                scale,
                item.GetProperty("zeroPoint").GetInt32(),
                item.GetProperty("visibility").GetString() == "public" ? Visibility.Public : Visibility.Private,
                bits,
                outputs && item.TryGetProperty("exact", out var exact) && exact.GetBoolean());
            if (!double.IsFinite(scale) || scale <= 0 || tensor.Shape.Any(dimension => dimension < 1) || tensor.Size < 1 || tensor.Words < 1)
            {
                throw new FormatException($"the scale or shape of \"{tensor.Name}\" is not positive");
            }
            tensors.Add(tensor);
        }
        return tensors;
    }

    private string Write()
    {
        var text = new StringBuilder();
        text.Append("{\"format\":\"").Append(FormatName).Append("\",\"bits\":").Append(Text(Bits)).Append(",\"inputs\":");
        WriteTensors(text, Inputs);
        text.Append(",\"outputs\":");
        WriteTensors(text, Outputs);
        return text.Append('}').ToString();
    }

    private static void WriteTensors(StringBuilder text, IReadOnlyList<TensorSchema> tensors)
    {
        text.Append('[');
        for (var i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            text.Append(i == 0 ? "" : ",").Append("{\"name\":");
            WriteString(text, tensor.Name);
            text.Append(",\"shape\":[").AppendJoin(',', tensor.Shape.Select(Text)).Append("],\"scale\":")
                .Append(tensor.Scale.ToString("R", CultureInfo.InvariantCulture))
                .Append(",\"zeroPoint\":").Append(Text(tensor.ZeroPoint))
                .Append(",\"visibility\":\"").Append(tensor.Visibility == Visibility.Public ? "public" : "private")
                .Append('"')
                // Only where it is true: schemas of requantized outputs keep the text, and the hash, they always had.
                .Append(tensor.Exact ? ",\"exact\":true}" : "}");
        }
        text.Append(']');
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Printable ASCII as it is, except for the quote, the backslash and what HTML gives a meaning to; \uXXXX otherwise.
    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\' or '<' or '>' or '&' or '\''))
            {
                text.Append(c);
            }
            else
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
        text.Append('"');
    }
}
