// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>The native prover, one file per part of native/include/ogzk/ogzk.h, under the C names.</summary>
internal static partial class Ogzk
{
    /// <summary>The name the imports carry; <see cref="NativeLibraryResolver"/> turns it into a path.</summary>
    internal const string Library = "ogzk";

    /// <summary>OGZK_ABI_VERSION of the header this assembly was written against.</summary>
    internal const uint AbiVersion = 1;

    static Ogzk() => NativeLibraryResolver.Register();
}
