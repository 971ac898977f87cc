// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Numerics;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>What was sent stays sent, and nobody is told otherwise; what was not sent costs nothing.</summary>
public sealed class SentTransactionTests
{
    private static readonly DevnetOptions Sleepy = new() { BlockTime = 1000 };

    [NeedsChainFact]
    public async Task Cancelling_the_wait_names_the_transaction_that_may_still_be_mined()
    {
        await using var devnet = await Devnet.StartAsync(Sleepy);
        using var sender = devnet.CreateSender();
        using var cancel = new CancellationTokenSource();
        sender.OnSent = (_, _) => cancel.Cancel();
        var error = await Assert.ThrowsAsync<SendingCancelledException>(
            () => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }, cancel.Token));
        Assert.Contains($"{error.Hash} was sent and may still be mined", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await devnet.Client.FindTransactionAsync(error.Hash));
    }

    [NeedsChainFact]
    public async Task A_node_that_dies_after_it_was_sent_leaves_its_name()
    {
        await using var devnet = await Devnet.StartAsync(Sleepy);
        using var sender = devnet.CreateSender();
        TransactionHash? told = null;
        sender.OnSent = (_, hash) =>
        {
            told = hash;
            using var anvil = Process.GetProcessById(devnet.ProcessId);
            anvil.Kill();
        };
        var error = await Assert.ThrowsAsync<TransactionUnsettledException>(
            () => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }));
        Assert.Equal(told, error.Hash);
        Assert.Contains("may still be mined", error.Message, StringComparison.Ordinal);
        await devnet.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [NeedsChainFact]
    public async Task The_hook_is_told_before_the_transaction_is_mined()
    {
        await using var devnet = await Devnet.StartAsync(Sleepy);
        using var sender = devnet.CreateSender();
        var told = new List<(ulong Nonce, TransactionHash Hash)>();
        sender.OnSent = (sent, hash) => told.Add((sent.Nonce, hash));
        var (first, second) = (
            await sender.SubmitAsync(new TransactionRequest { To = EthereumAddress.Zero }), await sender.SubmitAsync(new TransactionRequest { To = devnet.Key.Address }));
        Assert.Equal([(0UL, first.Hash), (1UL, second.Hash)], told);
        Assert.Equal(0UL, await devnet.Client.GetBlockNumberAsync());
    }

    [NeedsChainFact]
    public async Task A_fee_above_the_cap_is_not_offered()
    {
        await using var devnet = await Devnet.StartAsync();
        TransactionSender Capped(BigInteger wei) =>
            new(devnet.Client, devnet.Key, new TransactionSenderOptions { HighestFeePerGas = wei });
        using var poor = Capped(1000);
        var error = await Assert.ThrowsAsync<FeeCapException>(
            () => poor.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }));
        Assert.Contains("at most 0.000001 may be offered; nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(0UL, await devnet.Client.GetNonceAsync(devnet.Key.Address));

        var cap = (await devnet.Client.GetFeesAsync()).BaseFeePerGas + 7;
        using var thrifty = Capped(cap);
        Assert.Equal(cap, (await thrifty.PrepareAsync(new TransactionRequest { To = EthereumAddress.Zero })).MaxFeePerGas);
        Assert.True((await thrifty.SendAsync(new TransactionRequest { To = EthereumAddress.Zero })).EffectiveGasPrice <= cap);
    }
}
