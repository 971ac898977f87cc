// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>How to talk to a node.</summary>
public sealed record EthereumClientOptions
{
    /// <summary>
    /// How long one request may take, retries not counted. Default 60 seconds: estimating a verification is work.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a request is repeated when the node is overloaded (HTTP 429, 502, 503, 504). Default 3.
    /// </summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first pause before a repetition; it doubles each time. Default 250 ms.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The largest answer that is read, in bytes. Default 64 MiB.</summary>
    public long LargestResponse { get; init; } = 64L << 20;
}
