// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_error: owned by the caller, filled by the call; no "last error" anywhere.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeError
{
    private uint _structSize;
    internal int Status;
    private MessageText _message;

    internal static unsafe NativeError Create() => new() { _structSize = (uint)sizeof(NativeError) };

    /// <summary>The sentence; empty if native code wrote none.</summary>
    internal string Message => NativeText.Read(_message);

    [InlineArray(504)]
    private struct MessageText
    {
        private byte _first;
    }
}
