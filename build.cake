// SPDX-License-Identifier: Apache-2.0
// Orders the builds: Native, Contracts, Managed, Test, Demo, Bench. Each task is one command that also runs without Cake; it
// is written beside the task, and nothing is decided here. No add-ins.
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

// scripts/bootstrap --check
Task("Tools")
    .Description("Look for the platform, dotnet, cmake, a C++ compiler and node.")
    .Does(() => Run("scripts/bootstrap", "--check"));

// scripts/bootstrap --npm
Task("Npm")
    .Description("Install anvil, solc and ONNX Runtime from npm, if the lock file is another than the installed one.")
    .IsDependentOn("Tools")
    .Does(() => Run("scripts/bootstrap", "--npm"));

// scripts/bootstrap --native
Task("Native")
    .Description("Build libogzk into artifacts/runtimes.")
    .IsDependentOn("Tools")
    .Does(() => Run("scripts/bootstrap", "--native"));

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
    .Description("Run every test, native, contracts and managed, as CI does.")
    .Does(() => Run("scripts/test"));

// scripts/demo
Task("Demo")
    .Description("Build the command line tool, prove a small network and verify it on a local chain.")
    .Does(() => Run("scripts/demo"));

// scripts/ogzk demo --model digits --runs 5
Task("Bench")
    .Description("The demo with five proofs: median proving time, memory, proof size and gas.")
    .Does(() => Run("scripts/ogzk", "demo", "--model", "digits", "--runs", "5"));

RunTarget(target);
