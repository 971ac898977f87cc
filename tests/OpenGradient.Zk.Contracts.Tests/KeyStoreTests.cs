// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>KeyStore: keys kept as code, once, by anybody, under their digest.</summary>
[Collection(ChainTests.Name)]
public sealed class KeyStoreTests(VerifierOnChain chain)
{
    private const int Largest = 24_575;

    [NeedsChainFact]
    public async Task A_stored_key_is_its_bytes_behind_a_zero_and_verifies()
    {
        var store = await DeployAsync();
        foreach (var golden in Golden.All)
        {
            var s = golden.Statement;
            var stored = (await store.SendAsync("store", [s.Key])).Event("KeyStored").Values;
            var address = stored.Get<EthereumAddress>("key");
            Assert.Equal(s.VkDigest, stored.Get<Core.Digest256>("vkDigest"));
            Assert.Equal(address, (await store.CallAsync("keyOf", [s.VkDigest])).Get<EthereumAddress>(0));
            Assert.Equal([0, .. s.Key], await chain.Devnet.Client.GetCodeAsync(address));
            var accepted = await chain.Verifier.CallAsync("verify", [s.VkDigest, address, s.Context, s.Published, s.Proof]);
            Assert.Equal(Core.Digest256.Keccak("SMZ/1"), accepted.Get<Core.Digest256>(0));
        }
    }

    [NeedsChainFact]
    public async Task Storing_a_key_again_leaves_it_where_it_is()
    {
        var store = await DeployAsync();
        var key = Golden.Digits.Statement.Key;
        var first = (await store.SendAsync("store", [key])).Event("KeyStored").Values.Get<EthereumAddress>("key");
        Assert.Empty((await store.SendAsync("store", [key])).Events);
        Assert.Equal(first, (await store.CallAsync("store", [key])).Get<EthereumAddress>(0));
    }

    [NeedsChainFact]
    public async Task A_key_nobody_stored_is_at_the_zero_address() =>
        Assert.Equal(EthereumAddress.Zero, (await (await DeployAsync()).CallAsync("keyOf", [Core.Digest256.Keccak("no key")])).Get<EthereumAddress>(0));

    [NeedsChainFact]
    public async Task Sizes_are_those_of_a_contract()
    {
        var store = await DeployAsync();
        foreach (var size in new[] { 1, 255, 256, Largest })
        {
            var blob = new byte[size];
            new Random(size).NextBytes(blob);
            var stored = (await store.SendAsync("store", [blob])).Event("KeyStored").Values.Get<EthereumAddress>("key");
            Assert.Equal(blob, await DataContract.ReadAsync(chain.Devnet.Client, stored));
        }
        foreach (var size in new[] { 0, Largest + 1, 2 * Largest })
        {
            var refused = await Assert.ThrowsAsync<ContractRevertedException>(() => store.CallAsync("store", [new byte[size]]));
            Assert.Equal(("KeySize", size), (refused.ErrorName, refused.Arguments.Get<int>("size")));
        }
    }

    private async Task<ContractClient> DeployAsync()
    {
        var deployment = await new ContractDeployer(chain.Sender).DeployAsync("KeyStore", []);
        return new ContractClient(chain.Sender, ContractAbi.Of("KeyStore"), deployment.Address);
    }
}
