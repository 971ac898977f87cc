// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>The keys of a prepared model, as they lie in the artefact store.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="VerifyingKey">The public one.</param>
/// <param name="SetupSeconds">How long making them took; null when they were there already.</param>
/// <param name="IsInsecure">Whether the reference string they were made with is the insecure one.</param>
public sealed record ModelKeys(string Folder, VerifyingKey VerifyingKey, double? SetupSeconds, bool IsInsecure)
{
    internal const string VerifyingKeyFile = "key.ogvk";
    internal const string ProvingKeyFile = "key.ogpk";

    /// <summary>The public key's file.</summary>
    public string VerifyingKeyPath => Path.Combine(Folder, VerifyingKeyFile);

    /// <summary>SECRET: the proving key's file, mode 0600.</summary>
    public string ProvingKeyPath => Path.Combine(Folder, ProvingKeyFile);
}
