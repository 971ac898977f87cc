// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>Verifies as the contract does: same checks, same order, same names.</summary>
public static class Verifier
{
    /// <summary>Whether the proof holds for its context and published values, under the key the caller trusts.</summary>
    /// <param name="verifierParameters"><see cref="Srs.VerifierParameters"/> of the string the caller trusts.</param>
    /// <param name="verifyingKey">The key.</param>
    /// <param name="expectedDigest">The digest of the key the caller trusts.</param>
    /// <param name="proof">The proof.</param>
    /// <exception cref="ProverException">The request itself is malformed.</exception>
    public static Verdict Verify(
        ReadOnlySpan<byte> verifierParameters, VerifyingKey verifyingKey, Digest256 expectedDigest, Proof proof)
    {
        ArgumentNullException.ThrowIfNull(verifyingKey);
        ArgumentNullException.ThrowIfNull(proof);
        var verdict = NativeCalls.Verify(
            verifierParameters, verifyingKey.Bytes.Span, expectedDigest.ToArray(),
            proof.Context.ToArray(), proof.Published.Span, proof.Bytes.Span);
        return verdict.Accepted == 1
            ? new Verdict(true, null, 0, "")
            : new Verdict(false, verdict.Check, verdict.KeyCode, verdict.Detail);
    }
}
