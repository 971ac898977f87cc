// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text.Json;

namespace OpenGradient.Zk.Chain;

/// <summary>From eth_feeHistory to an offer.</summary>
internal static class FeeHistory
{
    /// <summary>
    /// Base fee b of the next block (the list has one entry more than blocks were asked for), tip t = the median over
    /// the blocks of what their median transaction tipped, at least 1 wei; max fee 2b + t. The base fee rises by at
    /// most 1/8 per block (EIP-1559), and 1.125^6 &gt; 2 &gt; 1.125^5: the offer outlasts five full blocks.
    /// </summary>
    /// <exception cref="FormatException">No base fee: the chain is older than EIP-1559.</exception>
    internal static FeeQuote Quote(JsonElement history)
    {
        var fees = history.GetProperty("baseFeePerGas");
        if (fees.ValueKind != JsonValueKind.Array || fees.GetArrayLength() == 0)
        {
            throw new FormatException(
                "There is no base fee, so the chain does not know EIP-1559 transactions, which we send.");
        }
        var baseFee = HexText.ToQuantity(fees[fees.GetArrayLength() - 1].GetString(), "The base fee");
        var tip = BigInteger.Max(1, MedianTip(history));
        return new FeeQuote(baseFee, tip, (2 * baseFee) + tip);
    }

    private static BigInteger MedianTip(JsonElement history)
    {
        if (!history.TryGetProperty("reward", out var rewards) || rewards.ValueKind != JsonValueKind.Array)
        {
            return BigInteger.Zero;
        }
        var tips = rewards.EnumerateArray().Where(r => r.GetArrayLength() > 0)
            .Select(r => HexText.ToQuantity(r[0].GetString(), "A tip")).Order().ToList();
        return tips.Count == 0 ? BigInteger.Zero : tips[tips.Count / 2];
    }
}
