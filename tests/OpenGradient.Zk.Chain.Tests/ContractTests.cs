// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>A real contract on a real node: calls, transactions, events and every way to fail.</summary>
[Collection(DevnetTests.Name)]
public sealed class ContractTests(DevnetFixture fixture)
{
    [NeedsChainAndCompilerFact]
    public async Task Every_type_survives_the_way_through_the_contract()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        object?[] sent =
        [
            new BigInteger[] { 1, BigInteger.Pow(2, 255) }, new byte[] { 1, 2, 3 }, Digest256.Keccak("x"), probe.Address, true, "grün", -5,
            new[] { new[] { 1, 2 }, [3, 4] },
        ];
        var back = await probe.CallAsync("echo", sent);
        Assert.Equal(probe.Abi.EncodeCall("echo", sent), probe.Abi.EncodeCall("echo", [.. back]));
        Assert.Equal(Digest256.Keccak("x"), back.Get<Digest256>(2));
        Assert.Equal(-5, back.Get<int>(6));
    }

    [NeedsChainAndCompilerFact]
    public async Task Structs_and_named_results_are_read()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        var report = new object?[] { "title", new[] { new object?[] { 1, -1 }, [2, -2] }, new byte[32] };
        var back = await probe.CallAsync("report", [report]);
        Assert.Equal(3, back.Get<int>("sum"));
        Assert.Equal("title", back.Get<object?[]>(0)[0]);
    }

    [NeedsChainAndCompilerFact]
    public async Task Overloads_are_told_apart_by_signature()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        Assert.Equal(1, (await probe.CallAsync("over(uint256)", [0])).Get<int>(0));
        Assert.Equal(2, (await probe.CallAsync("over(uint256,bool)", [0, false])).Get<int>(0));
        var error = await Assert.ThrowsAsync<AbiException>(() => probe.CallAsync("over", [0]));
        Assert.Contains("over(uint256,bool)", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainAndCompilerFact]
    public async Task A_transaction_stores_and_its_event_is_decoded()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        var receipt = await probe.SendAsync("store", [7, "label", new byte[] { 9 }]);
        var stored = receipt.Event("Stored");
        Assert.Equal(probe.Address, stored.Emitter);
        Assert.Equal(fixture.Devnet.Key.Address, stored.Values.Get<EthereumAddress>("sender"));
        Assert.Equal(7, stored.Values.Get<int>("key"));
        Assert.Equal(Digest256.Keccak("label"), stored.Values.Get<Digest256>("label"));
        Assert.Equal([9], stored.Values.Get<byte[]>("value"));
        Assert.Equal([1, 2, 3], stored.Values.Get<BigInteger[]>("small"));
        var found = Assert.Single(await fixture.Devnet.Client.FindLogsAsync(new LogFilter
        {
            Address = probe.Address, FromBlock = 0, Topics = [probe.Abi.Events.Single().Topic, null, new Digest256(AbiEncoder.Word(7))],
        }));
        Assert.Equal(receipt.Transaction.Hash, found.Transaction);
        Assert.Equal([9], (await probe.CallAsync("stored", [7])).Get<byte[]>(0));
        var sent = await fixture.Devnet.Client.FindTransactionAsync(receipt.Transaction.Hash);
        var (function, arguments) = probe.Abi.DecodeCall(sent!.Data);
        Assert.Equal(("store", "label"), (function.Name, arguments.Get<string>("label")));
        Assert.Equal(receipt.Transaction.BlockNumber, sent.BlockNumber);
    }

    [NeedsChainAndCompilerFact]
    public async Task A_custom_error_comes_back_with_name_arguments_and_hint()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        Func<Task>[] ways =
        [
            () => probe.CallAsync("refuse", [12]), () => probe.SendAsync("refuse", [12]), () => probe.EstimateGasAsync("refuse", [12]),
        ];
        foreach (var act in ways)
        {
            var error = await Assert.ThrowsAsync<ContractRevertedException>(act);
            Assert.Equal("RoundRefused", error.ErrorName);
            Assert.Equal(12, error.Arguments.Get<int>("round"));
            Assert.Equal("Send a round below ten.", error.Hint);
            Assert.Null(error.Transaction);
            Assert.Equal(
                $"Probe.refuse at {probe.Address} reverted: RoundRefused(round: 12, reason: 0xc0ffee). " +
                "Send a round below ten. Nothing was sent.", error.Message);
        }
    }

    [NeedsChainAndCompilerFact]
    public async Task Errors_of_all_other_kinds_are_told_apart()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        Assert.Equal("Silent()", await ReasonAsync(probe, "refuse", 1));
        Assert.Equal("Error(message: \"not today\")", await ReasonAsync(probe, "refuseInWords"));
        Assert.Equal("Panic(code: 18)", await ReasonAsync(probe, "panic", 0));
        Assert.Equal("unknown error 0x12345678", await ReasonAsync(probe, "refuseInForeignWords"));
        Assert.StartsWith("no reason given", await ReasonAsync(probe, "refuseSilently"), StringComparison.Ordinal);
    }

    [NeedsChainAndCompilerFact]
    public async Task A_revert_in_a_block_is_explained_after_the_fact()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        var error = await Assert.ThrowsAsync<ContractRevertedException>(
            () => probe.SendAsync("refuse", [12], gasLimit: 100_000));
        Assert.Equal("RoundRefused", error.ErrorName);
        Assert.NotNull(error.Transaction);
        Assert.Contains("its gas is spent", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainAndCompilerFact]
    public async Task Running_out_of_gas_is_its_own_failure()
    {
        var probe = await Probe.DeployAsync(fixture.Sender);
        await Assert.ThrowsAsync<OutOfGasException>(() => probe.CallAsync("spin", []));
        await Assert.ThrowsAsync<OutOfGasException>(() => probe.SendAsync("spin", []));
        var error = await Assert.ThrowsAsync<OutOfGasException>(() => probe.SendAsync("spin", [], gasLimit: 100_000));
        Assert.Equal(100_000UL, error.GasLimit);
        Assert.NotNull(error.Transaction);
    }

    [NeedsChainAndCompilerFact]
    public async Task A_constructor_that_refuses_is_reported()
    {
        var artifact = await Probe.ArtifactAsync();
        var deployer = new ContractDeployer(fixture.Sender);
        var error = await Assert.ThrowsAsync<ContractRevertedException>(
            () => deployer.DeployAsync(ContractAbi.Of(artifact), artifact.CreationCode, [1, string.Empty]));
        Assert.StartsWith(
            "The deployment of Probe reverted: Error(message: \"the text is empty\")", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainAndCompilerFact]
    public async Task An_address_without_code_is_named_instead_of_succeeding_silently()
    {
        var abi = ContractAbi.Of(await Probe.ArtifactAsync());
        var nowhere = new ContractClient(
            fixture.Sender, abi, EthereumAddress.Parse("0x00000000000000000000000000000000000000aa"));
        foreach (var act in new Func<Task>[] { () => nowhere.CallAsync("seed", []), () => nowhere.SendAsync("onlyOnce", []) })
        {
            var error = await Assert.ThrowsAsync<AbiException>(act);
            Assert.StartsWith($"There is no contract at {nowhere.Address}", error.Message, StringComparison.Ordinal);
        }
    }

    [NeedsChainAndCompilerFact]
    public async Task Deployed_code_is_recognised_whatever_its_immutables()
    {
        var artifact = await Probe.ArtifactAsync();
        var probe = await Probe.DeployAsync(fixture.Sender);
        var code = await fixture.Devnet.Client.GetCodeAsync(probe.Address);
        Assert.False(code.AsSpan().SequenceEqual(artifact.RuntimeCode.Span));
        Assert.True(artifact.IsRuntimeCode(code));
        code[0] ^= 1;
        Assert.False(artifact.IsRuntimeCode(code));
    }

    private static async Task<string> ReasonAsync(ContractClient probe, string function, params object?[] arguments) =>
        (await Assert.ThrowsAsync<ContractRevertedException>(() => probe.CallAsync(function, arguments))).Reason.ToString();
}
