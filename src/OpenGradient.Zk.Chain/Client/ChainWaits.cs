// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>Questions made of several: waiting for a receipt, insisting on a chain.</summary>
public static class ChainWaits
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the transaction is mined; the pause between questions grows from 20 ms to 2 s.</summary>
    /// <exception cref="ReceiptTimeoutException">Not mined within <paramref name="timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the transaction may still be mined.</exception>
    public static async Task<TransactionReceipt> WaitForReceiptAsync(
        this IEthereumClient client, TransactionHash hash, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var start = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            if (await client.FindReceiptAsync(hash, cancellationToken).ConfigureAwait(false) is { } receipt)
            {
                return receipt;
            }
            if (Stopwatch.GetElapsedTime(start) + pause > timeout)
            {
                throw new ReceiptTimeoutException(hash, timeout);
            }
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Insists that the node serves this chain.</summary>
    /// <exception cref="WrongChainException">It serves another.</exception>
    public static async Task EnsureChainAsync(
        this IEthereumClient client, BigInteger expected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var actual = await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (actual != expected)
        {
            throw new WrongChainException(expected, actual, client.Endpoint);
        }
    }
}
