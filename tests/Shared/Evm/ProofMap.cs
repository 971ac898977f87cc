// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Testing;

/// <summary>One scalar or point of a proof.</summary>
internal sealed record ProofField(string Name, int Offset, bool IsPoint)
{
    public int Size => IsPoint ? 64 : 32;
}

/// <summary>One step of the transcript: which bytes of the proof it absorbs, protocol.md §4.1.</summary>
internal sealed record ProofStep(int Label, int Round, int Offset, int Size);

/// <summary>The order of the proof, protocol.md §4.1 and §4.2, from nothing but the header of the key.</summary>
internal sealed class ProofMap
{
    private readonly List<ProofField> _fields = [];
    private readonly List<ProofStep> _steps = [];

    public ProofMap(ReadOnlySpan<byte> key)
    {
        int nL = key[6], nK = key[7], nF = key[8], nB1 = key[10], nE1 = key[11], nB2 = key[12];
        Step(1, 0, "[X]", "[G]");
        Step(2, 0);
        Step(3, 0, "[H]");
        Step(4, 0);
        for (var i = 0; i < nL; i++)
        {
            Step(5, i, [$"S1.{i}.a1", $"S1.{i}.a2", .. (string[])(i == 0 && nB1 > 0 ? ["S1.0.a3"] : [])]);
        }
        Step(6, 0, [.. Names("B1", nB1), .. Names("E1", nE1)]);
        for (var i = 0; i < nK; i++)
        {
            Step(7, i, [$"S2.{i}.c0", $"S2.{i}.c2", .. (string[])(i == 0 && nB2 > 0 ? ["S2.0.c3"] : [])]);
        }
        Step(8, 0, [.. Names("B2", nB2)]);
        for (var i = 0; i < nF; i++)
        {
            Step(9, i, $"S3.{i}.c0", $"S3.{i}.c2");
        }
        Step(10, 0, "[h]");
        Step(11, 0, "[q]", "[g]");
        Step(12, 0, "[S]", "[D]");
        Step(13, 0, "g(ζ)", "g(1/ζ)", "h(ζ)", "h(1/ζ)", "h(θ)", "S(ζ)", "G(ζ)", "G(1/ζ)");
        Step(14, 0, "[W_o]");
        Step(15, 0, "[W'_o]");
        Add("I");
    }

    public int Length { get; private set; }

    public IReadOnlyList<ProofField> Fields => _fields;

    public IReadOnlyList<ProofStep> Steps => _steps;

    public IEnumerable<ProofField> Points => _fields.Where(f => f.IsPoint);

    public IEnumerable<ProofField> Scalars => _fields.Where(f => !f.IsPoint);

    public ProofField this[string name] => _fields.Single(f => f.Name == name);

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}[{i}]");

    private void Step(int label, int round, params string[] names)
    {
        var start = Length;
        foreach (var name in names)
        {
            Add(name);
        }
        _steps.Add(new ProofStep(label, round, start, Length - start));
    }

    private void Add(string name)
    {
        _fields.Add(new ProofField(name, Length, name[0] == '['));
        Length += _fields[^1].Size;
    }
}
