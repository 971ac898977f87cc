// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>The local chain starts, keeps mainnet's limits, and leaves nothing behind.</summary>
public sealed class LocalChainTests
{
    [NeedsChainFact]
    public async Task A_killed_chain_leaves_no_process_and_no_listener()
    {
        var devnet = await Devnet.StartAsync();
        var (processId, address) = (devnet.ProcessId, devnet.Address);
        Assert.True(File.Exists($"/proc/{processId}/status"));
        await devnet.DisposeAsync();
        await ProcessRunnerTests.AssertGoneAsync(processId);
        using var client = EthereumClient.Connect(address);
        await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync());
    }

    [NeedsChainFact]
    public async Task Two_chains_run_side_by_side_with_ids_of_their_own()
    {
        await using var first = await Devnet.StartAsync();
        await using var second = await Devnet.StartAsync(new DevnetOptions { ChainId = 77 });
        Assert.NotEqual(first.Address, second.Address);
        Assert.Equal(77, await second.Client.GetChainIdAsync());
    }

    [NeedsChainFact]
    public async Task Mainnets_limits_hold()
    {
        await using var devnet = await Devnet.StartAsync();
        using var sender = devnet.CreateSender();
        var tooMuch = new TransactionRequest { To = EthereumAddress.Zero, GasLimit = GasLimits.Transaction + 1 };
        var refused = await Assert.ThrowsAsync<RpcException>(() => sender.SendAsync(tooMuch));
        Assert.Contains("EIP-7825", refused.Message, StringComparison.Ordinal);
        await sender.SendAsync(tooMuch with { GasLimit = GasLimits.Transaction });
        // Creation code that leaves 24,577 zero bytes as code: PUSH3 size, RETURNDATASIZE, RETURN.
        var tooLarge = new TransactionRequest { Data = new byte[] { 0x62, 0x00, 0x60, 0x01, 0x3d, 0xf3 }, GasLimit = 10_000_000 };
        await Assert.ThrowsAnyAsync<ChainException>(() => sender.SendAsync(tooLarge));
        var estimated = await Assert.ThrowsAsync<RpcException>(
            () => sender.SendAsync(tooLarge with { GasLimit = null }));
        Assert.Contains("EIP-170", estimated.Message, StringComparison.Ordinal);
        await sender.SendAsync(tooLarge with { Data = new byte[] { 0x62, 0x00, 0x60, 0x00, 0x3d, 0xf3 } });
    }

    [NeedsChainFact]
    public async Task Transactions_sent_at_once_get_nonces_in_a_row()
    {
        await using var devnet = await Devnet.StartAsync(new DevnetOptions { BlockTime = 1 });
        using var sender = devnet.CreateSender();
        var receipts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(
                i => sender.SendAsync(new TransactionRequest { To = devnet.Key.Address, Value = i })));
        Assert.All(receipts, r => Assert.True(r.Succeeded));
        Assert.Equal(8UL, await devnet.Client.GetNonceAsync(devnet.Key.Address));
    }

    [NeedsChainFact]
    public async Task A_transaction_that_is_not_mined_in_time_keeps_its_name()
    {
        await using var devnet = await Devnet.StartAsync(new DevnetOptions { BlockTime = 1000 });
        using var sender = new TransactionSender(
            devnet.Client, devnet.Key, new TransactionSenderOptions { ReceiptTimeout = TimeSpan.FromMilliseconds(300) });
        var error = await Assert.ThrowsAsync<ReceiptTimeoutException>(
            () => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }));
        Assert.NotNull(await devnet.Client.FindTransactionAsync(error.Hash));
    }

    [NeedsChainFact]
    public async Task Rules_it_does_not_know_fall_back_to_prague()
    {
        await using var devnet = await Devnet.StartAsync(new DevnetOptions { Hardfork = "tomorrow" });
        Assert.Equal("prague", devnet.Hardfork);
    }

    [NeedsChainFact]
    public async Task A_taken_port_is_reported_with_what_anvil_said()
    {
        await using var first = await Devnet.StartAsync();
        var error = await Assert.ThrowsAsync<DevnetException>(
            () => Devnet.StartAsync(new DevnetOptions { Port = first.Address.Port }));
        Assert.Contains("anvil ended with exit code", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        await Assert.ThrowsAsync<Processes.ProcessFailedException>(
            () => Devnet.StartAsync(new DevnetOptions { AnvilPath = "/nowhere/anvil" }));
    }
}
