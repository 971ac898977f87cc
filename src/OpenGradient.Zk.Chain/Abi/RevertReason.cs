// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>Why a contract reverted, decoded as far as the ABI allows.</summary>
/// <param name="Name">The error's name; null when there was no data or nobody knows its selector.</param>
/// <param name="Arguments">The error's arguments; empty when unknown.</param>
/// <param name="Data">The raw revert data.</param>
/// <param name="Hint">What to do about it; null when the source says nothing.</param>
public sealed record RevertReason(string? Name, AbiValues Arguments, ReadOnlyMemory<byte> Data, string? Hint)
{
    private static readonly AbiError Message = new("Error", [new AbiParameter("message", new AbiBytes(IsText: true))]);
    private static readonly AbiError Panic = new(
        "Panic", [new AbiParameter("code", new AbiInteger(256, Signed: false))]);

    /// <summary>Decodes revert data by the errors of <paramref name="abi"/> and Solidity's own two.</summary>
    public static RevertReason Decode(ReadOnlyMemory<byte> data, ContractAbi? abi = null)
    {
        if (data.Length < AbiSignature.SelectorSize)
        {
            return new RevertReason(null, AbiValues.Empty, data, null);
        }
        var selector = data.Span[..AbiSignature.SelectorSize];
        var error = abi?.FindError(selector) ?? FindBuiltIn(selector);
        if (error is null)
        {
            return new RevertReason(null, AbiValues.Empty, data, null);
        }
        try
        {
            var arguments = AbiDecoder.Decode(
                error.Inputs, data[AbiSignature.SelectorSize..], $"The error {error.Name}");
            return new RevertReason(
                error.Name, arguments, data, error == Panic ? PanicHint(arguments.Get<BigInteger>(0)) : error.Hint);
        }
        catch (AbiException)
        {
            return new RevertReason(null, AbiValues.Empty, data, null);
        }
    }

    /// <summary>"SumcheckFailed(round: 3)", or the raw data, or "no reason given".</summary>
    public override string ToString() => (Name, Data.Length) switch
    {
        (null, 0) => "no reason given (the contract reverted without data, or there is no such function)",
        (null, <= 100) => $"unknown error {HexText.FromBytes(Data.Span)}",
        (null, _) => $"unknown error {HexText.FromBytes(Data.Span[..100])}… ({Data.Length} bytes)",
        _ => $"{Name}({Arguments})",
    };

    private static AbiError? FindBuiltIn(ReadOnlySpan<byte> selector) =>
        selector.SequenceEqual(Message.Selector.Span) ? Message : selector.SequenceEqual(Panic.Selector.Span) ? Panic : null;

    // Solidity documentation, "Panic via assert and error via require".
    private static string PanicHint(BigInteger code) => (int)BigInteger.Min(code, 0xff) switch
    {
        0x01 => "An assertion failed; this is a fault of the contract.",
        0x11 => "Arithmetic overflowed or underflowed.",
        0x12 => "Something was divided by zero.",
        0x21 => "A number outside an enumeration was converted to it.",
        0x31 => "An element was taken from an empty array.",
        0x32 => "An index was out of bounds.",
        0x41 => "Too much memory was asked for.",
        0x51 => "A function pointer was never set.",
        _ => "The Solidity documentation lists panic codes.",
    };
}
