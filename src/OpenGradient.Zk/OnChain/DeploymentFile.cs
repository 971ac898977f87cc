// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.OnChain;

/// <summary>
/// deployment.json: where a model is on a chain. Public; nothing in it is trusted when a proof is verified. While a
/// deployment goes on it is incomplete, and holds what was sent so far, so that another run can go on from there.
/// </summary>
public sealed record DeploymentFile
{
    internal const string FormatName = "ogzk/deployment/v1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    };

    /// <summary>The format's name.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>Whether the deployment did not come to its end.</summary>
    public bool Incomplete { get; init; }

    /// <summary>A transaction that was sent and not seen mined; null if there is none.</summary>
    public string? Pending { get; init; }

    /// <summary>The chain, as a decimal number.</summary>
    public required string ChainId { get; init; }

    /// <summary>ModelVerifier; null only in an incomplete file.</summary>
    public string? Verifier { get; init; }

    /// <summary>KeyStore; null only in an incomplete file.</summary>
    public string? KeyStore { get; init; }

    /// <summary>ModelRegistry; null only in an incomplete file.</summary>
    public string? Registry { get; init; }

    /// <summary>The contract whose code is the verifying key; null before a model is deployed.</summary>
    public string? Key { get; init; }

    /// <summary>The digest of the verifying key; null before a model is deployed.</summary>
    public string? VerifyingKeyDigest { get; init; }

    /// <summary>The id under which the registry knows the model; null before a model is deployed.</summary>
    public string? ModelId { get; init; }

    /// <summary>A contract that consumes proofs of the model; null without one.</summary>
    public string? Consumer { get; init; }

    /// <summary>The reference string of the verifier.</summary>
    public required string Srs { get; init; }

    /// <summary>Whether everybody knows that string's secret.</summary>
    public required bool Insecure { get; init; }

    /// <summary>Where it was read, for the sentences about it.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "deployment.json";

    /// <summary>The chain, as a number.</summary>
    [JsonIgnore]
    public BigInteger Chain => BigInteger.Parse(ChainId, null);

    /// <summary>Reads the file; what it says is well formed, or it is refused.</summary>
    /// <exception cref="InvalidArtifactException">It is something else; names the field.</exception>
    public static DeploymentFile Read(string path) => DeploymentFileReader.Read(path);

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Json), secret: false);

    /// <summary>One of its addresses.</summary>
    /// <param name="address">Such as <see cref="Consumer"/>.</param>
    /// <param name="field">Its name in the file.</param>
    /// <exception cref="InvalidArtifactException">The file has none.</exception>
    public EthereumAddress RequireAddress(string? address, string field) =>
        EthereumAddress.Parse(Require(address, field));

    /// <summary>One of its digests.</summary>
    /// <param name="digest">Such as <see cref="ModelId"/>.</param>
    /// <param name="field">Its name in the file.</param>
    /// <exception cref="InvalidArtifactException">The file has none.</exception>
    public Digest256 RequireDigest(string? digest, string field) => Digest256.Parse(Require(digest, field));

    /// <summary>Refuses a deployment that did not come to its end: what it does not name may only not be there yet.</summary>
    /// <exception cref="InvalidArtifactException">It did not.</exception>
    public void RequireComplete()
    {
        if (Incomplete)
        {
            throw new InvalidArtifactException(Path, $"its deployment did not come to its end; go on with: ogzk deploy … --deployment {Path}");
        }
    }

    private string Require(string? value, string field) => value ?? throw new InvalidArtifactException(
        Path,
        Incomplete ? $"its deployment did not come to its end, and its {field} is missing; go on with: ogzk deploy … --deployment {Path}"
        : field == "consumer" ? "it names no consumer contract; deploy one with: ogzk deploy … --consumer NAME"
        : $"its {field} is missing; `ogzk deploy` with a key adds it");
}
