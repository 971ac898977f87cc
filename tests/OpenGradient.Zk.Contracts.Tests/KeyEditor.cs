// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Edits bytes of one golden key by record.</summary>
internal sealed class KeyEditor(Golden golden, List<BrokenKey> made)
{
    internal byte[] Blob { get; } = golden.Statement.Key;

    internal KeyMap Map { get; } = new(golden.Statement.Key);

    internal void Break(int code, string name, byte[] blob) =>
        made.Add(new BrokenKey(code, $"{golden.Name}: {name}", golden.Statement, blob));

    /// <summary>One mutant per edit.</summary>
    internal void Bytes(int code, params (int At, byte Value)[] edits) => Edit(code, "header", 0, edits);

    /// <summary>The first instruction with this operation.</summary>
    internal void Instruction(int code, byte operation, params (int At, byte Value)[] edits) =>
        Edit(code, $"operation {operation}", Map.Instructions.First(at => Blob[at] == operation), edits);

    /// <summary>The header of a term.</summary>
    internal void Term(int code, int term, params (int At, byte Value)[] edits) => Edit(code, $"term {term}", Map.Terms[term], edits);

    /// <summary>A segment of a term.</summary>
    internal void Segment(int code, int term, int segment, params (int At, byte Value)[] edits) =>
        Edit(code, $"term {term}, segment {segment}", SegmentAt(term, segment), edits);

    internal int SegmentAt(int term, int segment) => Map.Terms[term] + 8 + (4 * segment);

    private void Edit(int code, string what, int start, (int At, byte Value)[] edits)
    {
        foreach (var (at, value) in edits)
        {
            Assert.NotEqual(value, Blob[start + at]); // an edit that changes nothing would be an honest key
            Break(code, $"{what}, byte {at} = {value}", Blob.With(start + at, value));
        }
    }
}
