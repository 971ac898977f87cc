// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>The limits of the EVM that this project lives with, and never lifts.</summary>
public static class GasLimits
{
    /// <summary>Gas one transaction may use: 2^24 (EIP-7825).</summary>
    public const ulong Transaction = 1UL << 24;

    /// <summary>Bytes of a contract's runtime code (EIP-170).</summary>
    public const int CodeSize = 24_576;

    /// <summary>Bytes of a contract's creation code with its arguments (EIP-3860).</summary>
    public const int CreationCodeSize = 2 * CodeSize;
}
