// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>Gas costs more now than may be offered for it.</summary>
public sealed class FeeCapException(BigInteger baseFee, BigInteger highest) : ChainException(
    $"The chain asks {Gwei(baseFee)} gwei per unit of gas, and at most {Gwei(highest)} may be offered; nothing was " +
    "sent. Wait until the fee falls, or allow more.")
{
    /// <inheritdoc/>
    public override string Code => "fee_cap";

    private static string Gwei(BigInteger wei) =>
        ((double)wei / 1e9).ToString("0.#########", CultureInfo.InvariantCulture);
}
