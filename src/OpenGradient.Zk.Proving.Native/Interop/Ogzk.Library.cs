// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static unsafe partial class Ogzk
{
    [LibraryImport(Library)]
    internal static partial uint ogzk_abi_version();

    [LibraryImport(Library)]
    internal static partial void ogzk_protocol_id(Span<byte> output);

    [LibraryImport(Library)]
    internal static partial byte* ogzk_build_info();

    [LibraryImport(Library)]
    internal static partial void ogzk_set_threads(uint threads);

    [LibraryImport(Library)]
    internal static partial void ogzk_keccak256(Span<byte> output, ReadOnlySpan<byte> data, nuint size);
}
