// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

internal static unsafe partial class Ogzk
{
    [LibraryImport(Library)]
    internal static partial byte* ogzk_buffer_data(BufferHandle buffer);

    [LibraryImport(Library)]
    internal static partial nuint ogzk_buffer_size(BufferHandle buffer);

    [LibraryImport(Library)]
    internal static partial void ogzk_buffer_destroy(nint buffer);
}
