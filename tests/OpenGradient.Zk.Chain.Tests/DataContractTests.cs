// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Bytes kept as code.</summary>
[Collection(DevnetTests.Name)]
public sealed class DataContractTests(DevnetFixture fixture)
{
    [NeedsChainFact]
    public async Task Blobs_up_to_the_code_size_limit_are_kept_behind_a_zero_byte()
    {
        var deployer = new ContractDeployer(fixture.Sender);
        foreach (var size in new[] { 1, 255, 256, 4096, DataContract.Capacity })
        {
            var blob = new byte[size];
            new Random(size).NextBytes(blob);
            var deployment = await deployer.DeployDataAsync(blob);
            var code = await fixture.Devnet.Client.GetCodeAsync(deployment.Address);
            Assert.Equal([0, .. blob], code);
            Assert.Equal(size + 1, deployment.RuntimeSize);
            Assert.Equal(blob, await DataContract.ReadAsync(fixture.Devnet.Client, deployment.Address));
        }
    }

    [Fact]
    public void A_blob_that_cannot_be_kept_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DataContract.CreationCode([]));
        Assert.Throws<ArgumentException>(() => DataContract.CreationCode(new byte[DataContract.Capacity + 1]));
    }

    [NeedsChainFact]
    public async Task An_account_without_data_is_named()
    {
        var error = await Assert.ThrowsAsync<AbiException>(
            () => DataContract.ReadAsync(fixture.Devnet.Client, fixture.Devnet.Key.Address));
        Assert.Contains(fixture.Devnet.Key.Address.ToString(), error.Message, StringComparison.Ordinal);
    }

    [NeedsChainFact]
    public async Task The_address_of_a_creation_is_known_before()
    {
        var nonce = await fixture.Devnet.Client.GetNonceAsync(fixture.Sender.Address);
        var deployment = await new ContractDeployer(fixture.Sender).DeployDataAsync(Digest256.Keccak("data").ToArray());
        Assert.Equal(ContractAddresses.OfCreation(fixture.Sender.Address, nonce), deployment.Address);
    }
}
