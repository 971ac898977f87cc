// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static unsafe partial class Ogzk
{
    [LibraryImport(Library)]
    internal static partial int ogzk_circuit_open(
        out CircuitHandle circuit, ReadOnlySpan<byte> bytes, nuint size, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial void ogzk_circuit_digest(CircuitHandle circuit, Span<byte> output);

    [LibraryImport(Library)]
    internal static partial uint ogzk_circuit_log2_size(CircuitHandle circuit);

    [LibraryImport(Library)]
    internal static partial int ogzk_circuit_evaluate(
        CircuitHandle circuit, out BufferHandle published, ReadOnlySpan<byte> inputs, nuint inputs_size, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial int ogzk_circuit_mock(
        CircuitHandle circuit, out BufferHandle published, ReadOnlySpan<byte> inputs, nuint inputs_size, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial void ogzk_circuit_destroy(nint circuit);
}
