// SPDX-License-Identifier: Apache-2.0
// Orders the builds: Native, Contracts, Managed, Test, Demo, Bench. Each task is one command that also runs without
// Cake; it is written beside the task. No add-ins.
//   dotnet tool restore && dotnet cake --target=Test

var target = Argument("target", "Managed");
var configuration = Argument("configuration", "Release");

void Run(string program, params string[] arguments)
{
    var settings = new ProcessSettings { Arguments = new ProcessArgumentBuilder() };
    foreach (var argument in arguments)
    {
        settings.Arguments.Append(argument);
    }
    var exitCode = StartProcess(program, settings);
    if (exitCode != 0)
    {
        throw new CakeException(exitCode, $"{program} {string.Join(" ", arguments)} ended with exit code {exitCode}.");
    }
}

void RunIn(string folder, string program, params string[] arguments)
{
    var before = Context.Environment.WorkingDirectory;
    Context.Environment.WorkingDirectory = MakeAbsolute(Directory(folder));
    try
    {
        Run(program, arguments);
    }
    finally
    {
        Context.Environment.WorkingDirectory = before;
    }
}

// scripts/bootstrap --check
Task("Tools")
    .Description("Look for dotnet, cmake, a C++ compiler and node.")
    .Does(() => Run("scripts/bootstrap", "--check"));

// npm ci --ignore-scripts; skipped while the lock file is the one that was installed, since npm touches every file.
Task("Npm")
    .Description("Install anvil, solc and ONNX Runtime from npm.")
    .IsDependentOn("Tools")
    .Does(() =>
    {
        var stamp = "node_modules/.ogzk-lock";
        if (FileExists(stamp) && System.IO.File.ReadAllText(stamp) == System.IO.File.ReadAllText("package-lock.json"))
        {
            return;
        }
        Run("npm", "ci", "--ignore-scripts");
        CopyFile("package-lock.json", stamp);
    });

// cd native && cmake --preset release && cmake --build --preset release --target ogzk
Task("Native")
    .Description("Build libogzk into artifacts/runtimes.")
    .IsDependentOn("Tools")
    .Does(() =>
    {
        RunIn("native", "cmake", "--preset", "release");
        RunIn("native", "cmake", "--build", "--preset", "release", "--target", "ogzk");
    });

// node scripts/compile-contracts.mjs --check
Task("Contracts")
    .Description("Check that the compiled contracts are those of the sources.")
    .IsDependentOn("Npm")
    .Does(() => Run("node", "scripts/compile-contracts.mjs", "--check"));

// dotnet build OpenGradient.Zk.sln -c Release
Task("Managed")
    .Description("Build every C# project.")
    .IsDependentOn("Native")
    .IsDependentOn("Contracts")
    .Does(() => Run("dotnet", "build", "OpenGradient.Zk.sln", "-c", configuration, "--nologo", "-v", "quiet"));

// scripts/test
Task("Test")
    .Description("Run every test, native, contracts and managed.")
    .IsDependentOn("Tools")
    .Does(() => Run("scripts/test"));

// scripts/demo
Task("Demo")
    .Description("Prove a small network and verify it on a local chain.")
    .IsDependentOn("Managed")
    .Does(() => Run("scripts/demo"));

// scripts/ogzk demo --runs 5
Task("Bench")
    .Description("Measure proving time, memory, proof size and gas.")
    .IsDependentOn("Managed")
    .Does(() => Run("scripts/ogzk", "demo", "--model", "digits", "--runs", "5"));

RunTarget(target);
