// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>What goes wrong between us and the node, in sentences.</summary>
[Collection(DevnetTests.Name)]
public sealed class ConnectionTests(DevnetFixture fixture)
{
    [Fact]
    public async Task A_refused_connection_says_that_nothing_listens()
    {
        var port = FreePort();
        using var client = EthereumClient.Connect($"http://user:secret@127.0.0.1:{port}/v3/secret-key?token=secret");
        var error = await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync());
        Assert.Equal(
            $"Nothing listens at http://127.0.0.1:{port}: the connection was refused. " +
            "Start the node, or correct the address.", error.Message);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, (int)error.ExitCategory);
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("ftp://host")]
    [InlineData("ws://host")]
    public void An_address_of_another_kind_is_refused_at_once(string address) =>
        Assert.Throws<ArgumentException>(() => EthereumClient.Connect(address));

    [Fact]
    public async Task A_silent_node_times_out_with_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = EthereumClient.Connect(
            $"http://{listener.LocalEndpoint}", new EthereumClientOptions { RequestTimeout = TimeSpan.FromMilliseconds(200) });
        var error = await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetBlockNumberAsync());
        Assert.Contains("did not answer eth_blockNumber within 0.2 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_not_a_timeout()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = EthereumClient.Connect($"http://{listener.LocalEndpoint}");
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetBlockNumberAsync(cancel.Token));
    }

    [NeedsChainFact]
    public async Task A_sender_for_another_chain_sends_nothing()
    {
        var options = new TransactionSenderOptions { ExpectedChainId = 1 };
        using var sender = new TransactionSender(fixture.Devnet.Client, fixture.Devnet.Key, options);
        var error = await Assert.ThrowsAsync<WrongChainException>(
            () => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }));
        Assert.Equal((1, 31337), (error.Expected, error.Actual));
        Assert.Contains("serves chain 31337, but chain 1 was asked for", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task A_node_answers_the_plain_questions()
    {
        var client = fixture.Devnet.Client;
        Assert.Equal(31337, await client.GetChainIdAsync());
        var fees = await client.GetFeesAsync();
        Assert.Equal((2 * fees.BaseFeePerGas) + fees.MaxPriorityFeePerGas, fees.MaxFeePerGas);
        using var account = await fixture.Devnet.CreateAccountAsync(3);
        Assert.Equal(3 * BigInteger.Pow(10, 18), await client.GetBalanceAsync(account.Address));
        Assert.Equal(0UL, await client.GetNonceAsync(account.Address));
        Assert.Empty(await client.GetCodeAsync(account.Address));
        var block = await client.GetLatestBlockAsync();
        Assert.Equal(block.Number, await client.GetBlockNumberAsync());
        Assert.Null(await client.FindReceiptAsync(TransactionHash.Parse("0x" + new string('1', 64))));
        Assert.Null(await client.FindTransactionAsync(TransactionHash.Parse("0x" + new string('1', 64))));
    }

    [NeedsChainFact]
    public async Task An_account_without_funds_is_told_to_get_some()
    {
        using var poor = EthereumKey.CreateRandom();
        using var sender = new TransactionSender(fixture.Devnet.Client, poor);
        var error = await Assert.ThrowsAsync<RpcException>(
            () => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero, Value = 1, GasLimit = 21_000 }));
        Assert.Contains("Send the sender's account enough", error.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
