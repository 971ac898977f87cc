// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>
/// Where the gas of a transaction went. Calldata costs 4 gas per zero byte and 16 per other byte (EIP-2028); a
/// transaction pays at least 21,000 + 10 per zero byte + 40 per other byte (EIP-7623).
/// </summary>
public sealed record GasReport
{
    private const ulong Base = 21_000;
    private const ulong Creation = 32_000;
    private const ulong ZeroByte = 4;
    private const ulong OtherByte = 16;
    private const ulong FloorZeroByte = 10;
    private const ulong FloorOtherByte = 40;
    private const ulong CreationWord = 2;

    /// <summary>Zero bytes in the calldata.</summary>
    public required int ZeroBytes { get; init; }

    /// <summary>Other bytes in the calldata.</summary>
    public required int OtherBytes { get; init; }

    /// <summary>Gas for the calldata alone.</summary>
    public required ulong Calldata { get; init; }

    /// <summary>
    /// Gas before the first instruction: 21,000, calldata, and for a creation 32,000 and 2 per word (EIP-3860).
    /// </summary>
    public required ulong Intrinsic { get; init; }

    /// <summary>The least the transaction pays (EIP-7623).</summary>
    public required ulong Floor { get; init; }

    /// <summary>Gas the receipt says was paid; null before the transaction was mined.</summary>
    public ulong? Total { get; init; }

    /// <summary>
    /// Gas of the execution, refunds deducted: total − intrinsic. For a creation it includes 200 per byte of runtime
    /// code. An upper bound when <see cref="IsFloorBound"/>; null before mining.
    /// </summary>
    public ulong? Execution => Total - Intrinsic;

    /// <summary>Whether the floor decided the price, so that less execution would have cost the same.</summary>
    public bool IsFloorBound => Total is { } total && total == Floor && Floor > Intrinsic;

    /// <summary>The account of a transaction before it is sent.</summary>
    public static GasReport Of(ReadOnlySpan<byte> data, bool creation)
    {
        var zeros = data.Count((byte)0);
        var others = data.Length - zeros;
        var calldata = (ZeroByte * (ulong)zeros) + (OtherByte * (ulong)others);
        var words = (ulong)((data.Length + 31) / 32);
        return new GasReport
        {
            ZeroBytes = zeros,
            OtherBytes = others,
            Calldata = calldata,
            Intrinsic = Base + calldata + (creation ? Creation + (CreationWord * words) : 0),
            Floor = Base + (FloorZeroByte * (ulong)zeros) + (FloorOtherByte * (ulong)others),
        };
    }

    /// <summary>The account of a mined transaction, from the data it carried and its receipt.</summary>
    public static GasReport Of(ReadOnlySpan<byte> data, TransactionReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Of(data, creation: receipt.To is null) with { Total = receipt.GasUsed };
    }
}
