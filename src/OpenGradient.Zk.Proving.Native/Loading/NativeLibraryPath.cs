// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>Where libogzk may be: named by OGZK_NATIVE_PATH, beside this assembly, or in the checkout it was built from.</summary>
internal static class NativeLibraryPath
{
    internal const string Variable = "OGZK_NATIVE_PATH";

    internal const string Remedy = "In a checkout, run: scripts/bootstrap";

    private const string Solution = "OpenGradient.Zk.sln";

    private static string FileName => OperatingSystem.IsWindows() ? "ogzk.dll"
        : OperatingSystem.IsMacOS() ? "libogzk.dylib" : "libogzk.so";

    private static string Rid =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux") + "-"
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The first place that has the file.</summary>
    /// <exception cref="NativeLibraryException">None has.</exception>
    internal static string Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return Named(named);
        }
        var places = Places().ToList();
        return places.Find(File.Exists) ?? throw new NativeLibraryException(
            $"The native prover {FileName} for {Rid} is missing; looked at {string.Join(", ", places)}. {Remedy} " +
            $"or name the file in {Variable}.");
    }

    // A developer's word is final: falling back to another library would hide the mistake.
    private static string Named(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return File.Exists(file) ? Path.GetFullPath(file) : throw new NativeLibraryException(
            $"{Variable} names {path}, but there is no native prover ({FileName}). Correct the variable or unset it. {Remedy}");
    }

    private static IEnumerable<string> Places()
    {
        var home = Path.GetDirectoryName(typeof(NativeLibraryPath).Assembly.Location);
        home = string.IsNullOrEmpty(home) ? AppContext.BaseDirectory : home;
        var packaged = Path.Combine("runtimes", Rid, "native", FileName);
        yield return Path.Combine(home, FileName);
        yield return Path.Combine(home, packaged);
        for (var folder = new DirectoryInfo(home); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                yield return Path.Combine(folder.FullName, "artifacts", packaged);
                yield break;
            }
        }
    }
}
