// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Architecture.Tests;

/// <summary>Who may import whom: ARCHITECTURE.md, "Rooms". A star around Core; only the front door knows the order.</summary>
public sealed class ReferenceTests
{
    private const string Prefix = "OpenGradient.Zk.";
    private const string FrontDoor = "OpenGradient.Zk";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["OpenGradient.Zk.Core"] = [],
        ["OpenGradient.Zk.Contracts"] = [],
        ["OpenGradient.Zk.Onnx"] = ["Core"],
        ["OpenGradient.Zk.Quantization"] = ["Core"],
        ["OpenGradient.Zk.Circuits"] = ["Core"],
        ["OpenGradient.Zk.Proving.Native"] = ["Core"],
        ["OpenGradient.Zk.Proving"] = ["Core", "Proving.Native"],
        ["OpenGradient.Zk.Chain"] = ["Core", "Contracts"],
        [FrontDoor] = ["Onnx", "Quantization", "Circuits", "Proving", "Chain"],
        ["OpenGradient.Zk.Cli"] = [FrontDoor],
    };

    public static TheoryData<string> Projects => [.. Checkout.Projects.Select(Checkout.NameOf)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string name)
    {
        Assert.True(Allowed.ContainsKey(name), $"{name} is new: say in ARCHITECTURE.md and here what it may reference.");
        var allowed = Allowed[name].Select(other => other == FrontDoor ? other : Prefix + other).ToHashSet();
        var actual = Checkout.References(Project(name), "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Where(other => other.StartsWith(FrontDoor, StringComparison.Ordinal));
        Assert.Empty(actual.Where(other => !allowed.Contains(other)).Select(other => $"{name} must not reference {other}"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_compiled_assembly_uses_only_what_its_project_references(string name)
    {
        var assembly = System.Reflection.Assembly.Load(name == "OpenGradient.Zk.Cli" ? "ogzk" : name);
        // References that come through others are in reach of the compiler, so the project file alone proves little.
        var reachable = Reachable(name);
        var used = assembly.GetReferencedAssemblies().Select(other => other.Name!).Where(other => other.StartsWith(FrontDoor, StringComparison.Ordinal));
        Assert.Empty(used.Where(other => !reachable.Contains(other)).Select(other => $"{name} uses {other}"));
    }

    [Fact]
    public void Stages_do_not_know_each_other()
    {
        string[] stages = ["Onnx", "Quantization", "Circuits", "Proving", "Chain"];
        var pairs = from stage in stages
                    from used in System.Reflection.Assembly.Load(Prefix + stage).GetReferencedAssemblies()
                    where used.Name!.StartsWith(Prefix, StringComparison.Ordinal) && stages.Contains(used.Name[Prefix.Length..])
                    select $"{stage} uses {used.Name}";
        Assert.Empty(pairs);
    }

    [Fact]
    public void Core_depends_on_the_base_class_library_alone()
    {
        Assert.Empty(Checkout.References(Project("OpenGradient.Zk.Core"), "PackageReference"));
        Assert.Empty(Checkout.References(Project("OpenGradient.Zk.Core"), "ProjectReference"));
    }

    [Fact]
    public void Every_project_has_its_rule_and_every_rule_its_project() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Checkout.Projects.Select(Checkout.NameOf).Order(StringComparer.Ordinal));

    private static HashSet<string> Reachable(string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        void Visit(string other)
        {
            foreach (var next in Allowed[other].Select(next => next == FrontDoor ? next : Prefix + next))
            {
                if (found.Add(next))
                {
                    Visit(next);
                }
            }
        }
        Visit(name);
        return found;
    }

    private static string Project(string name) => Checkout.Projects.Single(project => Checkout.NameOf(project) == name);
}
