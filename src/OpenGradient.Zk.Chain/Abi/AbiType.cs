// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Abi;

/// <summary>A type of the Solidity contract ABI. Sizes are in bytes and multiples of 32.</summary>
public abstract record AbiType
{
    internal const int WordSize = 32;

    private protected AbiType()
    {
    }

    /// <summary>The name that goes into signatures, such as "uint256[4][]" or "(address,bytes)".</summary>
    public abstract string CanonicalName { get; }

    /// <summary>Whether the value lies behind an offset.</summary>
    public virtual bool IsDynamic => false;

    /// <summary>Bytes in the head: 32 behind an offset, otherwise the whole value.</summary>
    internal virtual int HeadSize => WordSize;

    /// <summary>The canonical name.</summary>
    public sealed override string ToString() => CanonicalName;
}

/// <summary>uint8 … uint256 and int8 … int256; a C# <see cref="System.Numerics.BigInteger"/>.</summary>
internal sealed record AbiInteger(int Bits, bool Signed) : AbiType
{
    public override string CanonicalName => (Signed ? "int" : "uint") + Bits;
}

/// <summary>address; a C# <see cref="EthereumAddress"/>.</summary>
internal sealed record AbiAddress : AbiType
{
    public override string CanonicalName => "address";
}

/// <summary>bool.</summary>
internal sealed record AbiBoolean : AbiType
{
    public override string CanonicalName => "bool";
}

/// <summary>bytes1 … bytes32; a C# byte array of that length.</summary>
internal sealed record AbiFixedBytes(int Length) : AbiType
{
    public override string CanonicalName => "bytes" + Length;
}

/// <summary>bytes, or string when <paramref name="IsText"/>.</summary>
internal sealed record AbiBytes(bool IsText) : AbiType
{
    public override string CanonicalName => IsText ? "string" : "bytes";

    public override bool IsDynamic => true;
}

/// <summary>T[] when <paramref name="Length"/> is null, otherwise T[Length].</summary>
internal sealed record AbiArray(AbiType Element, int? Length) : AbiType
{
    public override string CanonicalName => $"{Element.CanonicalName}[{Length}]";

    public override bool IsDynamic => Length is null || Element.IsDynamic;

    internal override int HeadSize => IsDynamic ? WordSize : checked(Length!.Value * Element.HeadSize);
}

/// <summary>A struct, or the arguments of a function.</summary>
internal sealed record AbiTuple(IReadOnlyList<AbiParameter> Members) : AbiType
{
    public override string CanonicalName => $"({string.Join(",", Members.Select(m => m.Type.CanonicalName))})";

    public override bool IsDynamic => Members.Any(m => m.Type.IsDynamic);

    internal override int HeadSize => IsDynamic ? WordSize : Members.Sum(m => m.Type.HeadSize);
}
