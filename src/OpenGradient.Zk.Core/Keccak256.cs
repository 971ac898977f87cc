// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;

namespace OpenGradient.Zk.Core;

/// <summary>
/// Keccak-256 as the EVM has it: the permutation of FIPS 202, rate 136 bytes, padding 0x01 … 0x80 (not SHA-3's 0x06).
/// </summary>
/// <remarks>Incremental: <see cref="Append(ReadOnlySpan{byte})"/> any number of times, then <see cref="Finish"/> once.</remarks>
public sealed class Keccak256
{
    private const int RateBytes = 136;
    private const int Rounds = 24;

    private readonly ulong[] _state = new ulong[25];
    private readonly byte[] _block = new byte[RateBytes];
    private int _filled;
    private bool _finished;

    /// <summary>The digest of one message.</summary>
    public static Digest256 Hash(ReadOnlySpan<byte> message) => new Keccak256().Append(message).Finish();

    /// <summary>Absorbs bytes.</summary>
    public Keccak256 Append(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        while (!bytes.IsEmpty)
        {
            var take = Math.Min(bytes.Length, RateBytes - _filled);
            bytes[..take].CopyTo(_block.AsSpan(_filled));
            bytes = bytes[take..];
            _filled += take;
            if (_filled == RateBytes)
            {
                AbsorbBlock();
            }
        }
        return this;
    }

    /// <summary>Pads and squeezes. The instance cannot be used afterwards.</summary>
    public Digest256 Finish()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _block.AsSpan(_filled).Clear();
        _block[_filled] = 0x01;
        _block[RateBytes - 1] |= 0x80;
        AbsorbBlock();
        _finished = true;
        Span<byte> digest = stackalloc byte[Digest256.Size];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(8 * i)..], _state[i]);
        }
        return new Digest256(digest);
    }

    private void AbsorbBlock()
    {
        for (var i = 0; i < RateBytes / 8; i++)
        {
            _state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(_block.AsSpan(8 * i));
        }
        Permute(_state);
        _filled = 0;
    }

    // FIPS 202, §3.2: theta, rho with pi, chi, iota. The lane (x, y) is state[x + 5y]. The rotation of the t-th lane on
    // the rho-pi walk is the triangular number (t+1)(t+2)/2, and the round constants come from the LFSR of §3.2.5.
    private static void Permute(Span<ulong> a)
    {
        Span<ulong> c = stackalloc ulong[5];
        byte lfsr = 1;
        for (var round = 0; round < Rounds; round++)
        {
            for (var x = 0; x < 5; x++)
            {
                c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }
            for (var x = 0; x < 5; x++)
            {
                var d = c[(x + 4) % 5] ^ BitOperations.RotateLeft(c[(x + 1) % 5], 1);
                for (var y = 0; y < 25; y += 5)
                {
                    a[x + y] ^= d;
                }
            }
            var moving = a[1];
            for (int t = 0, x = 1, y = 0; t < 24; t++)
            {
                (x, y) = (y, (2 * x + 3 * y) % 5);
                var next = a[x + 5 * y];
                a[x + 5 * y] = BitOperations.RotateLeft(moving, (t + 1) * (t + 2) / 2 % 64);
                moving = next;
            }
            for (var y = 0; y < 25; y += 5)
            {
                a.Slice(y, 5).CopyTo(c);
                for (var x = 0; x < 5; x++)
                {
                    a[x + y] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
                }
            }
            for (var j = 0; j < 7; j++)
            {
                if ((lfsr & 1) != 0)
                {
                    a[0] ^= 1UL << ((1 << j) - 1);
                }
                lfsr = (byte)((lfsr << 1) ^ ((lfsr >> 7) * 0x71));
            }
        }
    }
}
