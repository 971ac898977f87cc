// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_verdict: yes, or no with the name of the check of protocol.md §10.2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeVerdict
{
    private uint _structSize;
    internal int Accepted;
    internal int KeyCode;
    private CheckText _check;
    private DetailText _detail;

    internal static unsafe NativeVerdict Create() => new() { _structSize = (uint)sizeof(NativeVerdict) };

    internal string Check => NativeText.Read(_check);

    internal string Detail => NativeText.Read(_detail);

    [InlineArray(64)]
    private struct CheckText
    {
        private byte _first;
    }

    [InlineArray(252)]
    private struct DetailText
    {
        private byte _first;
    }
}
