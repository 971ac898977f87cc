// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static unsafe partial class Ogzk
{
    [LibraryImport(Library)]
    internal static partial int ogzk_setup(
        CircuitHandle circuit, out BufferHandle verifying_key, out BufferHandle proving_key,
        SrsHandle srs, NativeProgress* progress, ref NativeError error);

    // The key may be larger than is good to pin on the moving heap: callers keep it in native or pinned memory.
    [LibraryImport(Library)]
    internal static partial int ogzk_prover_open(
        out ProverHandle prover, ReadOnlySpan<byte> proving_key, nuint proving_key_size, SrsHandle srs, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial int ogzk_prover_verifying_key(
        ProverHandle prover, out BufferHandle verifying_key, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial int ogzk_prove(
        ProverHandle prover, out BufferHandle proof, out BufferHandle published,
        ReadOnlySpan<byte> inputs, nuint inputs_size, ReadOnlySpan<byte> context,
        NativeProgress* progress, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial void ogzk_prover_destroy(nint prover);
}
