// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenGradient.Zk.Circuits;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>A model that is quantized and compiled, as it lies in the artefact store.</summary>
public sealed class PreparedModel
{
    internal const string QuantizedFile = "model.ogq";
    internal const string CircuitFile = "circuit.ogc";
    internal const string SummaryFile = "summary.json";

    // Ranges may be infinite where a function is.
    private static readonly JsonSerializerOptions Numbers = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private PreparedModel(string folder, Circuit circuit, ModelSummary summary)
    {
        (Folder, Circuit, Summary) = (folder, circuit, summary);
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>SECRET where the weights are: what is proven.</summary>
    public Circuit Circuit { get; }

    /// <summary>How inputs and outputs are read.</summary>
    public ModelSchema Schema => Circuit.Schema;

    /// <summary>What a person wants to know about it.</summary>
    public ModelSummary Summary { get; }

    /// <summary>SECRET: the quantized model, weights included.</summary>
    public string QuantizedPath => Path.Combine(Folder, QuantizedFile);

    /// <summary>SECRET: the circuit, weights included.</summary>
    public string CircuitPath => Path.Combine(Folder, CircuitFile);

    internal static byte[] ToJson(ModelSummary summary) => JsonSerializer.SerializeToUtf8Bytes(summary, Numbers);

    /// <summary>Reads what <see cref="ZkPipeline.PrepareAsync"/> wrote.</summary>
    /// <exception cref="InvalidArtifactException">The folder holds something else.</exception>
    internal static PreparedModel Load(string folder)
    {
        var summary = JsonSerializer.Deserialize<ModelSummary>(File.ReadAllBytes(Path.Combine(folder, SummaryFile)), Numbers)
            ?? throw new InvalidArtifactException(folder, "its summary is empty; delete the folder");
        return new PreparedModel(folder, Circuit.Load(Path.Combine(folder, CircuitFile)), summary);
    }
}
