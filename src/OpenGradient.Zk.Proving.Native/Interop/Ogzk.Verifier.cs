// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static partial class Ogzk
{
    [LibraryImport(Library)]
    internal static partial int ogzk_verify(
        ref NativeVerdict verdict, ReadOnlySpan<byte> verifier_params, nuint verifier_params_size,
        ReadOnlySpan<byte> verifying_key, nuint verifying_key_size,
        ReadOnlySpan<byte> expected_digest, ReadOnlySpan<byte> context,
        ReadOnlySpan<byte> published, nuint published_size,
        ReadOnlySpan<byte> proof, nuint proof_size, ref NativeError error);
}
