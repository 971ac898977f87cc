// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>How to run a local chain. The code size limit of 24,576 bytes always holds: no option lifts it.</summary>
public sealed record DevnetOptions
{
    /// <summary>Path of anvil; null looks at OGZK_ANVIL, in node_modules above the program, then on PATH.</summary>
    public string? AnvilPath { get; init; }

    /// <summary>The rules of the chain. Default "osaka", the newest that mainnet runs.</summary>
    public string Hardfork { get; init; } = "osaka";

    /// <summary>Whether a transaction may use at most 2^24 gas, as on mainnet (EIP-7825). Default true.</summary>
    public bool EnforceTransactionGasLimit { get; init; } = true;

    /// <summary>The chain id. Default 31337.</summary>
    public ulong ChainId { get; init; } = DevelopmentAccount.ChainId;

    /// <summary>Port; 0 lets the system choose a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Seconds between blocks; null mines a block per transaction at once.</summary>
    public int? BlockTime { get; init; }

    /// <summary>How long starting may take. Default 20 seconds; it usually takes 0.1.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
