// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using OpenGradient.Zk.Contracts;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>What stands at an address is looked at, and a node is not believed.</summary>
[Collection(DevnetTests.Name)]
public sealed class DeployedCodeTests(DevnetFixture fixture)
{
    [NeedsChainFact]
    public async Task An_address_that_does_not_follow_from_sender_and_nonce_is_refused()
    {
        var elsewhere = (await new ContractDeployer(fixture.Sender).DeployAsync("KeyStore", [])).Address;
        var node = new LyingNode(fixture.Devnet.Client) { Receipt = told => told with { ContractAddress = elsewhere } };
        using var sender = new TransactionSender(node, fixture.Devnet.Key);
        var error = await Assert.ThrowsAsync<AbiException>(() => new ContractDeployer(sender).DeployAsync("KeyStore", []));
        Assert.Contains($"names {elsewhere}, but it must be at 0x", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task Another_receipt_than_the_one_asked_for_is_refused()
    {
        var other = TransactionHash.Parse("0x" + new string('1', 64));
        var node = new LyingNode(fixture.Devnet.Client) { Receipt = told => told with { Hash = other } };
        using var sender = new TransactionSender(node, fixture.Devnet.Key);
        await Assert.ThrowsAsync<TransactionUnsettledException>(() => sender.SendAsync(new TransactionRequest { To = EthereumAddress.Zero }));
    }

    [NeedsChainFact]
    public async Task Other_code_than_was_deployed_is_refused()
    {
        var node = new LyingNode(fixture.Devnet.Client) { Code = code => [.. code[..^1], (byte)(code[^1] ^ 1)] };
        using var sender = new TransactionSender(node, fixture.Devnet.Key);
        var error = await Assert.ThrowsAsync<ForeignContractException>(() => new ContractDeployer(sender).DeployAsync("KeyStore", []));
        Assert.Contains("is not the KeyStore", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task A_contract_that_is_there_is_recognised_by_its_code()
    {
        var deployer = new ContractDeployer(fixture.Sender);
        var store = (await deployer.DeployAsync("KeyStore", [])).Address;
        Assert.Equal(ContractArtifacts.Get("KeyStore").RuntimeCode.Length, await deployer.RequireAsync("KeyStore", [], store));
        await Assert.ThrowsAsync<ForeignContractException>(() => deployer.RequireAsync("ModelRegistry", [store], store));
        var nothing = await Assert.ThrowsAsync<ForeignContractException>(() => deployer.RequireAsync("KeyStore", [], EthereumAddress.Zero));
        Assert.Contains("no contract at all", nothing.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task A_registry_of_another_key_store_is_refused()
    {
        var deployer = new ContractDeployer(fixture.Sender);
        var (store, other) = ((await deployer.DeployAsync("KeyStore", [])).Address, (await deployer.DeployAsync("KeyStore", [])).Address);
        var registry = (await deployer.DeployAsync("ModelRegistry", [store])).Address;
        Assert.Equal(ContractArtifacts.Get("ModelRegistry").RuntimeCode.Length, await deployer.RequireAsync("ModelRegistry", [store], registry));
        var error = await Assert.ThrowsAsync<ForeignContractException>(() => deployer.RequireAsync("ModelRegistry", [other], registry));
        Assert.Contains("made with other values", error.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task A_verifier_with_other_points_in_its_code_is_refused()
    {
        object?[] points = [File.ReadAllBytes(Repository.Model("digits", Path.Combine("golden", "deployment.bin")))];
        var deployer = new ContractDeployer(fixture.Sender);
        var verifier = (await deployer.DeployAsync("ModelVerifier", points)).Address;
        Assert.Equal(ContractArtifacts.Get("ModelVerifier").RuntimeCode.Length, await deployer.RequireAsync("ModelVerifier", points, verifier));

        // Somebody else's constructor may leave our code with whatever points it likes.
        var code = await fixture.Devnet.Client.GetCodeAsync(verifier);
        code[ContractArtifacts.Get("ModelVerifier").Immutables[^1].Start + 31] ^= 1;
        var forged = EthereumAddress.Parse("0x00000000000000000000000000000000000000f0");
        using var node = EthereumClient.Connect(fixture.Devnet.Address);
        await node.RequestAsync("anvil_setCode", new JsonArray(forged.ToString(), HexText.FromBytes(code)), default);
        Assert.True(ContractArtifacts.Get("ModelVerifier").IsRuntimeCode(await node.GetCodeAsync(forged)));
        var error = await Assert.ThrowsAsync<ForeignContractException>(() => deployer.RequireAsync("ModelVerifier", points, forged));
        Assert.Contains("made with other values", error.Message, StringComparison.Ordinal);
    }
}
