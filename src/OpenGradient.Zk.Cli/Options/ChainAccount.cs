// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Cli;

/// <summary>A node, a key and a sender over both, disposed together.</summary>
internal sealed class ChainAccount : IDisposable
{
    private readonly EthereumClient _client;
    private readonly EthereumKey _key;

    internal ChainAccount(EthereumClient client, EthereumKey key, BigInteger chainId, BigInteger? highestFee)
    {
        (_client, _key, ChainId) = (client, key, chainId);
        Sender = new TransactionSender(client, key, new TransactionSenderOptions { ExpectedChainId = chainId, HighestFeePerGas = highestFee });
    }

    internal TransactionSender Sender { get; }

    internal BigInteger ChainId { get; }

    public void Dispose()
    {
        Sender.Dispose();
        _key.Dispose();
        _client.Dispose();
    }
}
