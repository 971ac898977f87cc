// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Runtime.InteropServices;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>Finds, loads and greets libogzk, once. The runtime asks per imported function, so the answer is kept.</summary>
internal static class NativeLibraryResolver
{
    private static readonly Lazy<nint> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The library's handle.</summary>
    /// <exception cref="NativeLibraryException">It is missing, foreign, or of another version.</exception>
    internal static nint Handle => Loaded.Value;

    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Ogzk.Library ? Loaded.Value : 0;

    private static nint Load()
    {
        var path = NativeLibraryPath.Find();
        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException(
                $"The native prover {path} cannot be loaded: {LastLine(error.Message)} {NativeLibraryPath.Remedy}", error);
        }
        AbiHandshake.Check(library, path);
        return library;
    }

    // .NET says first that it could not load, then which names it tried; the loader's own reason comes last.
    private static string LastLine(string message)
    {
        var line = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];
        return line.EndsWith('.') ? line : line + ".";
    }
}
