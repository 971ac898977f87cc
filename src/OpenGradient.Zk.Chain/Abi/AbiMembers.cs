// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>A function of a contract.</summary>
/// <param name="Name">Its name without parameters.</param>
/// <param name="Inputs">Its arguments.</param>
/// <param name="Outputs">Its results.</param>
/// <param name="StateMutability">"pure", "view", "nonpayable" or "payable".</param>
public sealed record AbiFunction(
    string Name, IReadOnlyList<AbiParameter> Inputs, IReadOnlyList<AbiParameter> Outputs, string StateMutability)
{
    /// <summary>Name and argument types, such as "verify(bytes32,bytes)".</summary>
    public string Signature { get; } = AbiSignature.Of(Name, Inputs);

    /// <summary>The first four bytes of the Keccak-256 of the signature.</summary>
    public ReadOnlyMemory<byte> Selector { get; } = AbiSignature.Selector(Name, Inputs);
}

/// <summary>An event of a contract; its first topic is the Keccak-256 of the signature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Its values; the indexed ones are topics.</param>
public sealed record AbiEvent(string Name, IReadOnlyList<AbiParameter> Inputs)
{
    /// <summary>Name and types.</summary>
    public string Signature { get; } = AbiSignature.Of(Name, Inputs);

    /// <summary>Topic 0.</summary>
    public Digest256 Topic { get; } = Digest256.Keccak(AbiSignature.Of(Name, Inputs));
}

/// <summary>A custom error of a contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Its arguments.</param>
/// <param name="Hint">The notice in the source that says what to do; null when there is none.</param>
public sealed record AbiError(string Name, IReadOnlyList<AbiParameter> Inputs, string? Hint = null)
{
    /// <summary>Name and argument types.</summary>
    public string Signature { get; } = AbiSignature.Of(Name, Inputs);

    /// <summary>The first four bytes of the Keccak-256 of the signature.</summary>
    public ReadOnlyMemory<byte> Selector { get; } = AbiSignature.Selector(Name, Inputs);
}

/// <summary>Signatures and selectors.</summary>
internal static class AbiSignature
{
    internal const int SelectorSize = 4;

    internal static string Of(string name, IReadOnlyList<AbiParameter> inputs) =>
        name + new AbiTuple(inputs).CanonicalName;

    internal static byte[] Selector(string name, IReadOnlyList<AbiParameter> inputs) =>
        Digest256.Keccak(Of(name, inputs)).ToArray()[..SelectorSize];
}
