// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Answers no real node of ours gives: each becomes a sentence, none an accident.</summary>
public sealed class NodeAnswerTests
{
    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"0x1\"")]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("")]
    public async Task What_is_not_our_answer_is_called_foreign(string body)
    {
        using var client = Answering(HttpStatusCode.OK, body);
        var error = await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync());
        Assert.Contains("is not an Ethereum node", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"xyz\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0x11111111111111111111111111111111111111111111111111111111111111111\"")]
    [InlineData("null")]
    public async Task A_malformed_number_is_reported_with_its_method(string result)
    {
        using var client = Answering(HttpStatusCode.OK, $$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
        var error = await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetBlockNumberAsync());
        Assert.Contains("eth_blockNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_entry_points_to_the_access_key()
    {
        using var client = Answering(HttpStatusCode.Unauthorized, "no");
        Assert.Contains(
            "access key", (await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_and_password_in_the_address_become_a_header()
    {
        using var handler = new Script((HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"result":"0x7"}"""));
        using var client = EthereumClient.Connect(new Uri("https://me:pass%20word@node.invalid/path"), null, handler);
        await client.GetChainIdAsync();
        var sent = handler.Last!.Headers.Authorization!;
        Assert.Equal(("Basic", Convert.ToBase64String("me:pass word"u8)), (sent.Scheme, sent.Parameter));
        Assert.Equal("https://node.invalid/path", handler.Last!.RequestUri!.ToString());
        Assert.Equal("https://node.invalid", client.Endpoint);
    }

    [Fact]
    public async Task An_overloaded_node_is_asked_again()
    {
        using var handler = new Script((HttpStatusCode.TooManyRequests, "slow down"), (HttpStatusCode.ServiceUnavailable, "busy"), (HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"result":"0x7"}"""));
        using var client = Client(handler);
        Assert.Equal(7, await client.GetChainIdAsync());
    }

    [Fact]
    public async Task An_overload_that_stays_is_reported()
    {
        using var client = Answering(HttpStatusCode.TooManyRequests, "slow down");
        Assert.Contains(
            "too many requests", (await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetChainIdAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nodes_words_cannot_steer_the_terminal()
    {
        using var client = Answering(HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"bad\u001b[31m\nnews\u202e"}}""");
        var error = await Assert.ThrowsAsync<RpcException>(() => client.GetChainIdAsync());
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Equal(-32000, error.ErrorCode);
    }

    [Theory]
    [InlineData("\"0xdeadbeef\"")]
    [InlineData("\"Reverted 0xdeadbeef\"")]
    [InlineData("""{"message":"reverted","data":"0xdeadbeef"}""")]
    public async Task Revert_data_is_found_where_different_nodes_put_it(string data)
    {
        const string head = """{"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted","data":""";
        using var client = Answering(HttpStatusCode.OK, head + data + "}}");
        var error = await Assert.ThrowsAsync<RpcException>(() => client.CallAsync(new CallRequest()));
        Assert.Equal([0xde, 0xad, 0xbe, 0xef], error.RevertData);
    }

    [Fact]
    public async Task A_chain_without_base_fees_is_named_as_such()
    {
        using var client = Answering(HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"result":{"baseFeePerGas":[]}}""");
        Assert.Contains(
            "EIP-1559", (await Assert.ThrowsAsync<ChainUnreachableException>(() => client.GetFeesAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tip_is_the_median_and_the_offer_twice_the_base_fee_and_the_tip()
    {
        using var client = Answering(HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"result":{"baseFeePerGas":["0x1","0x64"],"reward":[["0x9"],["0x2"],["0x5"]]}}""");
        Assert.Equal(new FeeQuote(100, 5, 205), await client.GetFeesAsync());
    }

    private static EthereumClient Answering(HttpStatusCode status, string body) => Client(new Script((status, body)));

    private static EthereumClient Client(HttpMessageHandler handler) =>
        EthereumClient.Connect(
            new Uri("http://node.invalid"), new EthereumClientOptions { RetryPause = TimeSpan.FromMilliseconds(1) }, handler);

    /// <summary>Gives these answers in order, the last one for ever.</summary>
    private sealed class Script(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        private int _next;

        internal HttpRequestMessage? Last { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Last = request;
            var (status, body) = answers[Math.Min(_next++, answers.Length - 1)];
            return Task.FromResult(
                new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) });
        }
    }
}
