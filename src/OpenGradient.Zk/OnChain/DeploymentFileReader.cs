// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.OnChain;

/// <summary>Reads deployment.json. Whatever is wrong with it is found here, before anything is sent because of it.</summary>
internal static class DeploymentFileReader
{
    private const long LargestFile = 1 << 20;
    private const int LongestChainId = 78; // 2^256 has as many digits

    internal static DeploymentFile Read(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            throw new InvalidArtifactException(path, "it is far too large for a deployment file; `ogzk deploy` writes one");
        }
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Fields(document.RootElement, path).File()
                : throw new InvalidArtifactException(path, "it is not a deployment file; `ogzk deploy` writes one");
        }
        catch (JsonException error)
        {
            throw new InvalidArtifactException(path, "it is not a deployment file; `ogzk deploy` writes one", error);
        }
    }

    private sealed class Fields(JsonElement root, string path)
    {
        internal DeploymentFile File()
        {
            if (Text("format") != DeploymentFile.FormatName)
            {
                throw new InvalidArtifactException(path, $"its format is not {DeploymentFile.FormatName}");
            }
            var incomplete = Flag("incomplete") ?? false;
            var file = new DeploymentFile
            {
                Path = path, Incomplete = incomplete, Pending = Digest("pending"), ChainId = ChainId(),
                Verifier = Address("verifier", !incomplete), KeyStore = Address("keyStore", !incomplete), Registry = Address("registry", !incomplete),
                Key = Address("key"), VerifyingKeyDigest = Digest("verifyingKeyDigest"), ModelId = Digest("modelId"), Consumer = Address("consumer"),
                Srs = Digest("srs") ?? throw Missing("srs"), Insecure = Flag("insecure") ?? throw Missing("insecure"),
            };
            if (!incomplete)
            {
                RequireWholeModel(file);
            }
            return file;
        }

        // A model is a key, its digest and its id, or it is not there at all; a consumer is a consumer of one.
        private void RequireWholeModel(DeploymentFile file)
        {
            (string Name, string? Value)[] parts = [("key", file.Key), ("verifyingKeyDigest", file.VerifyingKeyDigest), ("modelId", file.ModelId)];
            if (file.Consumer is not null || parts.Any(part => part.Value is not null))
            {
                foreach (var (name, value) in parts)
                {
                    _ = value ?? throw Missing(name);
                }
            }
        }

        private string ChainId()
        {
            var text = Text("chainId") ?? throw Missing("chainId");
            return text.Length is > 0 and <= LongestChainId && text.All(char.IsAsciiDigit)
                ? text : throw Wrong("chainId", text, "a chain id, which is a decimal number in quotes, such as \"31337\"");
        }

        private string? Address(string name, bool required = false)
        {
            if (Text(name) is not { } text)
            {
                return required ? throw Missing(name) : null;
            }
            return EthereumAddress.TryParse(text, out var address)
                ? address.ToString() : throw Wrong(name, text, "an address, which is 0x and 40 hexadecimal digits with a checksum in their capitals");
        }

        private string? Digest(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }
            try
            {
                return Digest256.Parse(text).ToString();
            }
            catch (FormatException)
            {
                throw Wrong(name, text, "32 bytes as 0x and 64 hexadecimal digits");
            }
        }

        private bool? Flag(string name) => Find(name) is not { } value ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name, value.GetRawText(), "true or false"),
        };

        private string? Text(string name) => Find(name) is not { } value ? null : value.ValueKind == JsonValueKind.String
            ? value.GetString() : throw Wrong(name, value.GetRawText(), "a text in quotes");

        private JsonElement? Find(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private InvalidArtifactException Missing(string name) => new(path, $"its {name} is missing; `ogzk deploy` writes the file whole");

        // What somebody wrote there goes to a terminal: shortened, and printable.
        private InvalidArtifactException Wrong(string name, string found, string expected) =>
            new(path, $"its {name} is {JsonSerializer.Serialize(found.Length <= 80 ? found : found[..80] + "…")}, and not {expected}");
    }
}
