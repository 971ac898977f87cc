// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.OnChain;

/// <summary>deployment.json: where a model is on a chain. Public; nothing in it is trusted when a proof is verified.</summary>
public sealed record DeploymentFile
{
    private const string FormatName = "ogzk/deployment/v1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n",
    };

    /// <summary>The format's name.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>The chain, as a decimal number.</summary>
    public required string ChainId { get; init; }

    /// <summary>ModelVerifier.</summary>
    public required string Verifier { get; init; }

    /// <summary>KeyStore.</summary>
    public required string KeyStore { get; init; }

    /// <summary>ModelRegistry.</summary>
    public required string Registry { get; init; }

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

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidArtifactException">It is something else.</exception>
    public static DeploymentFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<DeploymentFile>(File.ReadAllBytes(path), Json);
            return file is { Format: FormatName } ? file : throw new InvalidArtifactException(path, $"its format is not {FormatName}");
        }
        catch (JsonException error)
        {
            throw new InvalidArtifactException(path, "it is not a deployment file; `ogzk deploy` writes one", error);
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, Json), secret: false);

    /// <summary>An address in the file.</summary>
    /// <exception cref="InvalidArtifactException">It is not there, or no address.</exception>
    public static EthereumAddress Address(string? text, string what) => EthereumAddress.TryParse(text, out var address)
        ? address
        : throw new InvalidArtifactException("deployment", $"its {what} is {(text is null ? "missing" : $"\"{text}\", which is no address")}");
}
