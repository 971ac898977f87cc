// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static unsafe partial class Ogzk
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ogzk_srs_open_ptau(
        out SrsHandle srs, string path, uint log2_size, NativeProgress* progress, ref NativeError error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ogzk_srs_open_insecure(
        out SrsHandle srs, uint log2_size, string? cache_path, NativeProgress* progress, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial int ogzk_srs_is_insecure(SrsHandle srs);

    [LibraryImport(Library)]
    internal static partial void ogzk_srs_id(SrsHandle srs, Span<byte> output);

    [LibraryImport(Library)]
    internal static partial int ogzk_srs_verifier_params(SrsHandle srs, out BufferHandle parameters, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial int ogzk_srs_deployment_params(SrsHandle srs, out BufferHandle parameters, ref NativeError error);

    [LibraryImport(Library)]
    internal static partial void ogzk_srs_destroy(nint srs);
}
