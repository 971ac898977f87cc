// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenGradient.Zk.Architecture.Tests;

/// <summary>Unsafe code, native imports and secrets stay in their rooms.</summary>
public sealed partial class BorderTests
{
    private const string Native = "OpenGradient.Zk.Proving.Native";
    private const string OnnxRuntime = "Microsoft.ML.OnnxRuntime";

    // Of what we write; Microsoft's own C# sources of ONNX Runtime, compiled as they come, are the other.
    [Fact]
    public void Unsafe_code_is_allowed_in_one_project_of_ours_and_in_the_one_that_compiles_onnx_runtimes_sources() =>
        Assert.Equal([OnnxRuntime, Native], Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(project => XDocument.Load(project).Descendants("AllowUnsafeBlocks").Any(allowed => allowed.Value == "true"))
            .Select(Checkout.NameOf));

    [Fact]
    public void Native_functions_are_imported_in_exactly_one_project()
    {
        var importing = Checkout.Projects.Where(project => Checkout.Sources(project).Any(file => Import().IsMatch(File.ReadAllText(file))));
        Assert.Equal([Native], importing.Select(Checkout.NameOf));
    }

    [Fact]
    public void The_native_border_shows_nothing_to_the_public() =>
        Assert.Empty(Assembly.Load(Native).GetExportedTypes().Select(type => type.FullName));

    [Fact]
    public void The_native_border_is_visible_to_proving_alone() =>
        Assert.Equal(["OpenGradient.Zk.Proving"], Assembly.Load(Native)
            .GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName));

    [Fact]
    public void Every_function_of_the_header_is_imported_under_its_own_name()
    {
        var header = File.ReadAllText(Path.Combine(Checkout.Root, "native/include/ogzk/ogzk.h"));
        var declared = Declaration().Matches(header).Select(match => match.Groups[1].Value).ToHashSet();
        var imported = Assembly.Load(Native).GetType(Native + ".Ogzk", throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Select(method => method.Name)
            .Where(name => name.StartsWith("ogzk_", StringComparison.Ordinal)).ToHashSet();
        // What we have no use for: managed code names a status by its own enumeration, and zeroes its memory with .NET's means.
        declared.ExceptWith(["ogzk_status_name", "ogzk_secure_zero"]);
        Assert.NotEmpty(imported);
        Assert.Equal(declared.Order(StringComparer.Ordinal), imported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_source_file_names_its_licence_first()
    {
        var files = Checkout.Projects.SelectMany(Checkout.Sources)
            .Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => File.ReadLines(file).FirstOrDefault() != "// SPDX-License-Identifier: Apache-2.0")
            .Select(file => Path.GetRelativePath(Checkout.Root, file)));
    }

    [Fact]
    public void The_abi_version_is_the_headers()
    {
        var header = File.ReadAllText(Path.Combine(Checkout.Root, "native/include/ogzk/ogzk.h"));
        var constant = (uint)Assembly.Load(Native).GetType(Native + ".Ogzk", throwOnError: true)!
            .GetField("AbiVersion", BindingFlags.Static | BindingFlags.NonPublic)!.GetRawConstantValue()!;
        Assert.Contains($"#define OGZK_ABI_VERSION {constant}\n", header, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[(Library|Dll)Import\(")]
    private static partial Regex Import();

    [GeneratedRegex(@"^OGZK_API [^;(]*?\b(ogzk_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
