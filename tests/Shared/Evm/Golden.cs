// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Testing;

/// <summary>The committed nouns of one model: circuits/models/NAME/golden, written by scripts/regenerate-golden.</summary>
internal sealed class Golden
{
    private readonly JsonElement _digests;

    private Golden(string name)
    {
        Name = name;
        Statement = Statement.Of(Read("key.ogvk"), Read("context.bin"), Read("published.bin"), Read("proof.bin"));
        Map = new ProofMap(Statement.Key);
        _digests = Json("digests.json");
    }

    public static Golden Digits { get; } = new("digits");

    public static Golden DigitsTanh { get; } = new("digits-tanh");

    public static IReadOnlyList<Golden> All { get; } = [Digits, DigitsTanh];

    public string Name { get; }

    /// <summary>What the golden proof proves, and the proof.</summary>
    public Statement Statement { get; }

    /// <summary>Where everything stands in the proof.</summary>
    public ProofMap Map { get; }

    public Digest256 SrsId => Digest("srsId");

    public static Golden Of(string name) => All.Single(golden => golden.Name == name);

    public Digest256 Digest(string name) => Digest256.Parse(_digests.GetProperty(name).GetString()!);

    public byte[] Read(string file) => File.ReadAllBytes(Repository.Model(Name, Path.Combine("golden", file)));

    public JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(Read(file));
        return document.RootElement.Clone();
    }

    /// <summary>The statement with another proof whose inverse hint fits again, so that the hint is not what refuses it.</summary>
    public Statement Hinted(Statement statement) => SmzTranscript.RepairHint(statement, SrsId);
}
