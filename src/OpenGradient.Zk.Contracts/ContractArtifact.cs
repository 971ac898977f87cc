// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Contracts;

/// <summary>What the compiler made of one contract or interface. Immutable.</summary>
public sealed record ContractArtifact
{
    /// <summary>The contract's name.</summary>
    public required string Name { get; init; }

    /// <summary>The source file, relative to the project: "solidity/ModelVerifier.sol".</summary>
    public required string Source { get; init; }

    /// <summary>The compiler's full version.</summary>
    public required string Compiler { get; init; }

    /// <summary>The ABI as a JSON array.</summary>
    public required string AbiJson { get; init; }

    /// <summary>
    /// Creation code, to which the constructor's encoded arguments are appended; empty for interfaces.
    /// </summary>
    public required ReadOnlyMemory<byte> CreationCode { get; init; }

    /// <summary>Runtime code with zeros where immutables go; empty for interfaces. At most 24,576 bytes.</summary>
    public required ReadOnlyMemory<byte> RuntimeCode { get; init; }

    /// <summary>Where the constructor writes immutables into the runtime code.</summary>
    public required IReadOnlyList<CodeRange> Immutables { get; init; }

    /// <summary>Custom error signature to its @notice in the source: what the reader of the error should do.</summary>
    public required IReadOnlyDictionary<string, string> ErrorNotices { get; init; }

    /// <summary>Whether this can be deployed.</summary>
    public bool IsDeployable => !CreationCode.IsEmpty;

    /// <summary>Whether code found on a chain is this contract's, immutables aside.</summary>
    public bool IsRuntimeCode(ReadOnlySpan<byte> found)
    {
        if (RuntimeCode.IsEmpty || found.Length != RuntimeCode.Length)
        {
            return false;
        }
        var masked = found.ToArray();
        foreach (var range in Immutables)
        {
            masked.AsSpan(range.Start, range.Length).Clear();
        }
        return masked.AsSpan().SequenceEqual(RuntimeCode.Span);
    }
}

/// <summary>Some bytes of code.</summary>
/// <param name="Start">Offset of the first.</param>
/// <param name="Length">How many.</param>
public readonly record struct CodeRange(int Start, int Length);
