// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>A fact that compiles a few lines of C; skipped, saying so, without a compiler.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsCompilerFactAttribute : FactAttribute
{
    public NeedsCompilerFactAttribute() => Skip = Compiler is null ? "There is no C compiler (gcc or cc) on PATH." : null!;

    internal static string? Compiler { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "gcc"), Path.Combine(folder, "cc")]).FirstOrDefault(File.Exists);
}

/// <summary>A fact that makes a powers-of-tau file with snarkjs; skipped, saying so, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsSnarkjsFactAttribute : FactAttribute
{
    public NeedsSnarkjsFactAttribute() =>
        Skip = File.Exists(Program) ? null! : "snarkjs is not there; run: npm ci --ignore-scripts";

    internal static string Program { get; } = Path.Combine(Repository.Root, "node_modules", "snarkjs", "build", "cli.cjs");
}
