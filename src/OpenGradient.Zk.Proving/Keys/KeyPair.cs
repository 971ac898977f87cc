// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving;

/// <summary>What setup makes. A fresh blinder goes into every setup, so two setups of one circuit differ.</summary>
/// <param name="VerifyingKey">Public.</param>
/// <param name="ProvingKey">Secret.</param>
public sealed record KeyPair(VerifyingKey VerifyingKey, ProvingKey ProvingKey) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => ProvingKey.Dispose();
}
