// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>The first question asked of the library, before any other function is bound: which interface do you speak?</summary>
internal static unsafe class AbiHandshake
{
    /// <exception cref="NativeLibraryException">The library is another one, or another version.</exception>
    internal static void Check(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, nameof(Ogzk.ogzk_abi_version), out var function))
        {
            throw new NativeLibraryException(
                $"The library {path} is not the native prover: it has no function {nameof(Ogzk.ogzk_abi_version)}. {NativeLibraryPath.Remedy}");
        }
        var found = ((delegate* unmanaged[Cdecl]<uint>)function)();
        if (found != Ogzk.AbiVersion)
        {
            throw new NativeLibraryException(
                $"The native prover {path} has interface version {found}, but this program needs version {Ogzk.AbiVersion}; " +
                $"build both from the same source. {NativeLibraryPath.Remedy}");
        }
    }
}
