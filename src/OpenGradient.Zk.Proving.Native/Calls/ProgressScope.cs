// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>Keeps a sink reachable for native code for the length of one call.</summary>
internal unsafe ref struct ProgressScope : IDisposable
{
    private GCHandle<ProgressSink> _sink;

    internal ProgressScope(ProgressSink sink) => _sink = new GCHandle<ProgressSink>(sink);

    /// <summary>The struct to pass; valid until <see cref="Dispose"/>.</summary>
    internal readonly NativeProgress ToNative() => new()
    {
        StructSize = (uint)sizeof(NativeProgress),
        Report = &Report,
        User = GCHandle<ProgressSink>.ToIntPtr(_sink),
    };

    public void Dispose() => _sink.Dispose();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Report(nint user, uint stage, ulong done, ulong total) =>
        GCHandle<ProgressSink>.FromIntPtr(user).Target.Report(stage, done, total);
}
