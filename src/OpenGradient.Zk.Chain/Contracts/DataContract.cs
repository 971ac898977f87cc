// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// Bytes kept as the code of a contract: cheaper to read than storage (2,600 gas and 3 per word, by EXTCODECOPY). The
/// code is 0x00 ‖ blob; the leading STOP makes a call to it harmless. circuits/protocol.md, key blob.
/// </summary>
public static class DataContract
{
    /// <summary>The most bytes one contract can keep: the code size limit less the leading zero.</summary>
    public const int Capacity = GasLimits.CodeSize - 1;

    /// <summary>
    /// Creation code that leaves 0x00 ‖ blob behind:
    /// PUSH2 size, DUP1, PUSH1 10, RETURNDATASIZE (= 0), CODECOPY, RETURNDATASIZE, RETURN.
    /// </summary>
    /// <exception cref="ArgumentException">Empty, or more than <see cref="Capacity"/> bytes.</exception>
    public static byte[] CreationCode(ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty || blob.Length > Capacity)
        {
            throw new ArgumentException(
                $"A data contract keeps 1 to {Capacity} bytes; {blob.Length} were given.", nameof(blob));
        }
        ReadOnlySpan<byte> prologue = [0x61, 0, 0, 0x80, 0x60, 10, 0x3d, 0x39, 0x3d, 0xf3];
        var code = new byte[prologue.Length + 1 + blob.Length];
        prologue.CopyTo(code);
        BinaryPrimitives.WriteUInt16BigEndian(code.AsSpan(1), (ushort)(1 + blob.Length));
        blob.CopyTo(code.AsSpan(prologue.Length + 1));
        return code;
    }

    /// <summary>Reads the blob back.</summary>
    /// <exception cref="AbiException">There is no data contract at the address.</exception>
    public static async Task<byte[]> ReadAsync(
        IEthereumClient client, EthereumAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var code = await client.GetCodeAsync(address, cancellationToken).ConfigureAwait(false);
        return code is [0x00, .. var blob] && blob.Length > 0
            ? blob
            : throw new AbiException(
                $"There is no data contract at {address}: its code has {code.Length} bytes and does not begin with " +
                "00. Check the address.");
    }
}
