// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenGradient.Zk;

/// <summary>Everything that decides the content of an artefact, and the name that follows from it in a store.</summary>
public sealed class ArtifactKey
{
    private const int NameBytes = 16;

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
    }

    /// <summary>The facts as JSON: kept beside the artefact, so that a person can see what it is.</summary>
    public string Facts { get; }

    /// <summary>
    /// The folder's name in a store: 128 bits of an HMAC under the store's salt. Names are printed and shared, and the facts
    /// contain a digest of weights; without the salt a name would confirm a guess of them.
    /// </summary>
    public string NameUnder(ReadOnlySpan<byte> salt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(Facts)).AsSpan(0, NameBytes));
}
