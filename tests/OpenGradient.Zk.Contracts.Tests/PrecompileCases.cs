// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>What is wrong with a precompile; second-evm.mjs knows the kinds.</summary>
internal sealed record Fault(string Kind, int Length = 0, string? Bytes = null, int Price = 0)
{
    /// <summary>Nothing is there: a call succeeds and returns nothing.</summary>
    internal static Fault Absent { get; } = new("absent");

    /// <summary>Takes all the gas it is given, and fails.</summary>
    internal static Fault Refuses { get; } = new("refuses");

    internal static Fault Returns(params byte[] bytes) => new("returns", Bytes: "0x" + Convert.ToHexStringLower(bytes));

    /// <summary>The right answer, cut or filled with zeros to another length.</summary>
    internal static Fault Sized(int length) => new("sized", length);

    /// <summary>The right answer for another price; out of gas where less is given.</summary>
    internal static Fault Costs(int price) => new("costs", Price: price);
}

/// <summary>A question to an EVM with faulty precompiles: the constructor, or (with a statement) `verify`.</summary>
internal sealed record PrecompileCase(string Name, string Expected, Statement? Statement, IReadOnlyDictionary<string, Fault> Faults);

/// <summary>Every way in which addresses 6, 7 and 8 may be missing or lie, at deployment and at run time.</summary>
internal static class PrecompileCases
{
    private static readonly byte[] One = Field.Word(1);
    private static readonly byte[] Zero = new byte[32];
    private static readonly byte[] Infinity = new byte[64];
    private static readonly byte[] Garbage = [.. Enumerable.Repeat((byte)0xab, 64)];
    private static readonly string[] Addresses = ["0x06", "0x07", "0x08"];
    private static readonly List<PrecompileCase> Made = [.. Sound(), .. AtDeployment(), .. AtRunTime(), .. Undetectable()];

    internal static IReadOnlyList<PrecompileCase> All => Made;

    internal static PrecompileCase Of(string name) => Made.Single(one => one.Name == name);

    /// <summary>The name of the honest question about a model.</summary>
    internal static string Honest(Golden golden) => $"verify {golden.Name} on a sound EVM";

    private static IEnumerable<PrecompileCase> Sound()
    {
        yield return new("construct on a sound EVM", VerifierOnChain.Accepted, null, new Dictionary<string, Fault>());
        foreach (var golden in Golden.All)
        {
            yield return new(Honest(golden), VerifierOnChain.Accepted, golden.Statement, new Dictionary<string, Fault>());
            yield return new($"verify {golden.Name}, false, on a sound EVM", "PairingRejected", False(golden), new Dictionary<string, Fault>());
        }
    }

    // §10.3: the known answers. Every fault, also a lie of the right form, is seen before any verifier is there.
    private static IEnumerable<PrecompileCase> AtDeployment() =>
        from address in Addresses
        from fault in Malformed(address).Concat(WellFormedLies(address))
        select new PrecompileCase(
            $"construct, {address} {fault.Name}", $"PrecompileRejected({Convert.ToInt32(address, 16)})", null, new Dictionary<string, Fault> { [address] = fault.Fault });

    // A verifier that was deployed while all was well. What is not of the right form is PointRejected, for a true
    // statement and for a false one; a well-formed lie makes the sum another point, which the pairing refuses.
    private static IEnumerable<PrecompileCase> AtRunTime() =>
        from golden in Golden.All
        from truth in new[] { (Name: "true", golden.Statement), (Name: "false", Statement: False(golden)) }
        from address in Addresses
        from fault in Malformed(address).Select(f => (f.Name, f.Fault, Expected: "PointRejected"))
            .Concat(WellFormedLies(address).Where(f => f.Name != "always says one").Select(f => (f.Name, f.Fault, Expected: "PairingRejected")))
        select new PrecompileCase(
            $"verify {golden.Name}, {truth.Name}, {address} {fault.Name}", fault.Expected, truth.Statement, new Dictionary<string, Fault> { [address] = fault.Fault });

    // No contract can tell these at run time: a chain whose arithmetic lies in the right form proves what it likes. They
    // are here to show what the constructor's known answers are for, and that these tests can see an acceptance.
    private static IEnumerable<PrecompileCase> Undetectable()
    {
        var lie = False(Golden.Digits);
        yield return new("verify, false, 0x08 always says one", VerifierOnChain.Accepted, lie, new Dictionary<string, Fault> { ["0x08"] = Fault.Returns(One) });
        var empty = lie.WithProof(lie.Proof.With(Golden.Digits.Map["[W'_o]"].Offset, Infinity));
        yield return new(
            "verify, false, 0x07 always says infinity and [W'_o] is it", VerifierOnChain.Accepted, empty,
            new Dictionary<string, Fault> { ["0x07"] = Fault.Returns(Infinity) });
    }

    private static IEnumerable<(string Name, Fault Fault)> Malformed(string address)
    {
        yield return ("is absent", Fault.Absent);
        yield return ("returns nothing", Fault.Returns());
        yield return ("refuses", Fault.Refuses);
        // A gas above the caps of Bn254.sol, §10.3: refused at deployment, so that no proof is refused for it later.
        yield return ("costs more than its cap", Fault.Costs(address switch { "0x06" => 1_201, "0x07" => 48_001, _ => 1_176_001 }));
        if (address == "0x08")
        {
            yield return ("returns 31 bytes", Fault.Sized(31));
            yield return ("returns 64 bytes", Fault.Sized(64));
            yield return ("returns a byte", Fault.Returns(1));
        }
        else
        {
            yield return ("returns 32 bytes", Fault.Sized(32));
            yield return ("returns 63 bytes", Fault.Sized(63));
            yield return ("returns 96 bytes", Fault.Sized(96));
        }
    }

    private static IEnumerable<(string Name, Fault Fault)> WellFormedLies(string address)
    {
        if (address == "0x08")
        {
            yield return ("always says one", Fault.Returns(One));
            yield return ("always says zero", Fault.Returns(Zero));
            yield return ("always says two", Fault.Returns(Field.Word(2)));
            yield return ("always says 2^255 + 1", Fault.Returns([0x80, .. One[1..]]));
        }
        else
        {
            yield return ("always says infinity", Fault.Returns(Infinity));
            yield return ("always says the generator", Fault.Returns(CurvePoint.G1.G1Bytes()));
        }
    }

    private static Statement False(Golden golden) => golden.Hinted(golden.Statement with { Published = golden.Statement.Published.Xor(3, 1) });
}
