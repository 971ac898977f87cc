// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>An unsigned transaction of type 2 (EIP-1559), without an access list. Amounts are in wei.</summary>
public sealed record Eip1559Transaction
{
    /// <summary>The chain this transaction is for; it is valid on no other (EIP-155).</summary>
    public required BigInteger ChainId { get; init; }

    /// <summary>How many transactions the sender sent before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>Gas the transaction may use, at most.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The most to pay per unit of gas, base fee and tip together, in wei.</summary>
    public required BigInteger MaxFeePerGas { get; init; }

    /// <summary>The tip per unit of gas, in wei; at most <see cref="MaxFeePerGas"/>.</summary>
    public required BigInteger MaxPriorityFeePerGas { get; init; }

    /// <summary>The account called; null creates a contract.</summary>
    public EthereumAddress? To { get; init; }

    /// <summary>Wei sent along.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Calldata, or creation code when <see cref="To"/> is null.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The most this transaction can cost, in wei: gas limit × max fee + value.</summary>
    public BigInteger MaxCost => (GasLimit * MaxFeePerGas) + Value;

    /// <summary>The bytes that are hashed and signed: 0x02 ‖ rlp([fields]).</summary>
    internal byte[] UnsignedBytes() => [0x02, .. Rlp.List(Fields())];

    /// <summary>The bytes that are sent: 0x02 ‖ rlp([fields, yParity, r, s]).</summary>
    internal byte[] SignedBytes(EcdsaSignature signature) =>
    [
        0x02,
        .. Rlp.List([.. Fields(), Rlp.Integer(signature.YParity), Rlp.Integer(signature.R), Rlp.Integer(signature.S)]),
    ];

    private byte[][] Fields() =>
    [
        Rlp.Integer(ChainId), Rlp.Integer(Nonce), Rlp.Integer(MaxPriorityFeePerGas), Rlp.Integer(MaxFeePerGas),
        Rlp.Integer(GasLimit), Rlp.Text(To is { } to ? to.ToArray() : []), Rlp.Integer(Value), Rlp.Text(Data.Span),
        Rlp.List(),
    ];
}
