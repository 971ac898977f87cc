// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>The calls with safe signatures: spans, handles, sinks. What is above here never sees a pointer.</summary>
internal static partial class NativeCalls
{
    /// <summary>Loads and greets the library now, so that a missing one is reported before any work.</summary>
    internal static void EnsureLoaded() => _ = NativeLibraryResolver.Handle;

    internal static byte[] ProtocolId()
    {
        EnsureLoaded();
        var id = new byte[32];
        Ogzk.ogzk_protocol_id(id);
        return id;
    }

    internal static unsafe string BuildInfo()
    {
        EnsureLoaded();
        return System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)Ogzk.ogzk_build_info()) ?? "";
    }

    internal static void SetThreads(int threads)
    {
        EnsureLoaded();
        Ogzk.ogzk_set_threads(checked((uint)threads));
    }

    internal static byte[] Keccak256(ReadOnlySpan<byte> data)
    {
        EnsureLoaded();
        var digest = new byte[32];
        Ogzk.ogzk_keccak256(digest, data, (nuint)data.Length);
        return digest;
    }
}
