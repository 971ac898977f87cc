// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Runtime code of contracts that are no verifiers, an instruction or two each.</summary>
internal static class TinyContracts
{
    private static readonly byte[] PointRejected = Digest256.Keccak("PointRejected()").ToArray()[..4];

    /// <summary>Takes whatever it is told and returns nothing, as a wallet does. STOP</summary>
    internal static byte[] Silent => [0x00];

    /// <summary>Takes all its gas, as a failed assertion of old did. INVALID</summary>
    internal static byte[] Invalid => [0xfe];

    /// <summary>Never ends. JUMPDEST, PUSH0, JUMP</summary>
    internal static byte[] Endless => [0x5b, 0x5f, 0x56];

    /// <summary>Returns this many bytes, the word first. PUSH32, PUSH0, MSTORE, PUSH3, PUSH0, RETURN</summary>
    internal static byte[] Answers(Digest256 word, int length = 32) => [0x7f, .. word.ToArray(), 0x5f, 0x52, .. Push3(length), 0x5f, 0xf3];

    /// <summary>Reverts with this many bytes, those of a word first. PUSH32, PUSH0, MSTORE, PUSH3, PUSH0, REVERT</summary>
    internal static byte[] Reverts(Digest256 word, int length) => [0x7f, .. word.ToArray(), 0x5f, 0x52, .. Push3(length), 0x5f, 0xfd];

    /// <summary>Burns its gas down to about `left`, then says PointRejected. JUMPDEST, GAS, PUSH3, LT, PUSH0, JUMPI</summary>
    internal static byte[] BurnsDownTo(int left) => [0x5b, 0x5a, .. Push3(left), 0x10, 0x5f, 0x57, .. RevertPointRejected];

    /// <summary>Accepts if it was given exactly `gas`, else says PointRejected. GAS (2), PUSH3, EQ, PUSH1 21, JUMPI, …, JUMPDEST</summary>
    internal static byte[] AcceptsIfGiven(int gas) =>
        [0x5a, .. Push3(gas - 2), 0x14, 0x60, 21, 0x57, .. RevertPointRejected, 0x5b, .. Answers(Digest256.Keccak("SMZ/1"))];

    /// <summary>
    /// Asks `verifier` two questions of `length` bytes that follow each other in its calldata, each with all the gas there
    /// is, and returns two words: did the calls succeed? CALLDATACOPY, STATICCALL, twice; MSTORE, MSTORE, RETURN
    /// </summary>
    internal static byte[] AsksTwice(EthereumAddress verifier, int length)
    {
        byte[] Ask(int at) => [.. Push3(length), .. Push3(at), 0x5f, 0x37, 0x5f, 0x5f, .. Push3(length), 0x5f, 0x73, .. verifier.ToArray(), 0x5a, 0xfa];
        return [.. Ask(0), .. Ask(length), 0x60, 32, 0x52, 0x5f, 0x52, 0x60, 64, 0x5f, 0xf3];
    }

    /// <summary>Destroys whoever runs it. PUSH0, SELFDESTRUCT</summary>
    internal static byte[] Bomb => [0x5f, 0xff];

    /// <summary>
    /// Init code that has a bomb destroy the account it creates, and leaves it 00 ‖ blob: for the rest of the transaction.
    /// DELEGATECALL, POP, CODECOPY, RETURN, in 42 bytes
    /// </summary>
    internal static byte[] CreatesVanishing(EthereumAddress bomb, byte[] blob) =>
    [
        0x5f, 0x5f, 0x5f, 0x5f, 0x73, .. bomb.ToArray(), 0x5a, 0xf4, 0x50,
        .. Push3(blob.Length + 1), 0x60, 42, 0x5f, 0x39, .. Push3(blob.Length + 1), 0x5f, 0xf3, 0x00, .. blob,
    ];

    /// <summary>
    /// Runs the first `creation` bytes of its calldata as init code, calls `target` with the other `length`, and returns:
    /// did the call succeed? how long is the code created? what did the call answer?
    /// CALLDATACOPY, CREATE, EXTCODESIZE; CALLDATACOPY, CALL; MSTORE, MSTORE, RETURNDATACOPY, RETURN
    /// </summary>
    internal static byte[] CreatesAndCalls(int creation, EthereumAddress target, int length) =>
    [
        .. Push3(creation), 0x5f, 0x5f, 0x37, .. Push3(creation), 0x5f, 0x5f, 0xf0, 0x3b,
        .. Push3(length), .. Push3(creation), 0x5f, 0x37, 0x5f, 0x5f, .. Push3(length), 0x5f, 0x5f, 0x73, .. target.ToArray(), 0x5a, 0xf1,
        0x5f, 0x52, 0x60, 32, 0x52, 0x3d, 0x5f, 0x60, 64, 0x3e, 0x3d, 0x60, 64, 0x01, 0x5f, 0xf3,
    ];

    /// <summary>Puts code where nothing is yet.</summary>
    internal static async Task<EthereumAddress> NewContractAsync(this VerifierOnChain chain, byte[] code)
    {
        using var unused = EthereumKey.CreateRandom();
        await chain.SetCodeAsync(unused.Address, code);
        return unused.Address;
    }

    /// <summary>Puts code at an address, whatever is there.</summary>
    internal static Task SetCodeAsync(this VerifierOnChain chain, EthereumAddress address, byte[] code) =>
        chain.Rpc.SendAsync("anvil_setCode", $"""["{address}","0x{Convert.ToHexStringLower(code)}"]""");

    // PUSH4, PUSH0, MSTORE, PUSH1 4, PUSH1 28, REVERT: 12 bytes
    private static byte[] RevertPointRejected => [0x63, .. PointRejected, 0x5f, 0x52, 0x60, 4, 0x60, 28, 0xfd];

    private static byte[] Push3(int value) => [0x62, (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
