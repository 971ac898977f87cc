// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>The native library as a whole: which one it is, and how many threads it may use.</summary>
public static class NativeProver
{
    /// <summary>keccak256 of the protocol's name: provers and verifiers with another id do not understand each other.</summary>
    /// <exception cref="NativeLibraryException">The library is missing, foreign, or of another version.</exception>
    public static Digest256 ProtocolId => new(NativeCalls.ProtocolId());

    /// <summary>Compiler, back end chosen for this processor, version: one line.</summary>
    public static string BuildInfo => NativeCalls.BuildInfo();

    /// <summary>Loads the library now, so that a missing one is reported before any work is done.</summary>
    /// <exception cref="NativeLibraryException">The library is missing, foreign, or of another version.</exception>
    public static void EnsureAvailable() => NativeCalls.EnsureLoaded();

    /// <summary>Width of the native thread pool; 0 means the number of processors. Not while a call is running.</summary>
    public static void SetThreads(int threads) => NativeCalls.SetThreads(threads);

    /// <summary>keccak256 as native code computes it: a cross-check of <see cref="Digest256.Keccak(ReadOnlySpan{byte})"/>.</summary>
    public static Digest256 Keccak(ReadOnlySpan<byte> data) => new(NativeCalls.Keccak256(data));
}
