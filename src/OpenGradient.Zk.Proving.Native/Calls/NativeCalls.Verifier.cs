// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

internal static partial class NativeCalls
{
    internal static NativeVerdict Verify(
        ReadOnlySpan<byte> verifierParameters, ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> expectedDigest,
        ReadOnlySpan<byte> context, ReadOnlySpan<byte> published, ReadOnlySpan<byte> proof)
    {
        EnsureLoaded();
        var error = NativeError.Create();
        var verdict = NativeVerdict.Create();
        var status = Ogzk.ogzk_verify(
            ref verdict, verifierParameters, (nuint)verifierParameters.Length, verifyingKey, (nuint)verifyingKey.Length,
            expectedDigest, context, published, (nuint)published.Length, proof, (nuint)proof.Length, ref error);
        NativeStatus.Ensure(status, error, nameof(Ogzk.ogzk_verify));
        return verdict;
    }
}
