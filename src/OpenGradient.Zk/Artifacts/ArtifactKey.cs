// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk;

/// <summary>Everything that decides the content of an artefact, and the name that follows from it.</summary>
public sealed class ArtifactKey
{
    private const int NameLength = 32;

    /// <summary>Named facts, in an order that stays.</summary>
    public ArtifactKey(params IReadOnlyList<(string Name, string Value)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var json = new JsonObject();
        foreach (var (name, value) in facts)
        {
            json.Add(name, value);
        }
        Facts = json.ToJsonString();
        Name = Digest256.Keccak(Facts).ToString().Substring(2, NameLength);
    }

    /// <summary>The facts as JSON: kept beside the artefact, so that a person can see what it is.</summary>
    public string Facts { get; }

    /// <summary>128 bits of the facts' digest.</summary>
    public string Name { get; }
}
