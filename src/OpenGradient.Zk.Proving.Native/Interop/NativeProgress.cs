// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_progress: a function and the pointer it gets back.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeProgress
{
    internal uint StructSize;
    internal uint Reserved;
    internal delegate* unmanaged[Cdecl]<nint, uint, ulong, ulong, int> Report;
    internal nint User;
}
