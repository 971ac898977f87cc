// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>ModelRegistry: an id says who registered what, and nobody can change that.</summary>
[Collection(ChainTests.Name)]
public sealed class ModelRegistryTests(VerifierOnChain chain)
{
    private const string Uri = "ipfs://schema";
    private static readonly Statement Honest = Golden.Digits.Statement;
    private static readonly object?[] Reference = [Honest.Context, Honest.Published, Honest.Proof];

    [NeedsChainFact]
    public async Task A_model_id_is_the_hash_of_owner_digest_and_verifier()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        var verifier = chain.Deployment.Address;
        Assert.Equal(Id(chain.Sender.Address, Honest.VkDigest, verifier), id);
        Assert.Equal(id, await IdOfAsync(registry, chain.Sender.Address, Honest.VkDigest, verifier));
        Assert.NotEqual(id, await IdOfAsync(registry, key, Honest.VkDigest, verifier));
        Assert.NotEqual(id, await IdOfAsync(registry, chain.Sender.Address, Digest256.Keccak("other"), verifier));
        Assert.NotEqual(id, await IdOfAsync(registry, chain.Sender.Address, Honest.VkDigest, key));
    }

    [NeedsChainFact]
    public async Task A_registered_model_is_what_was_registered_and_its_schema_hash_is_the_keys()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        Assert.Equal(Model(chain.Sender.Address, false, key), await ModelAsync(registry, id));
    }

    [NeedsChainFact]
    public async Task A_model_cannot_be_registered_again_even_with_another_uri()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        foreach (var uri in new[] { Uri, "ipfs://another" })
        {
            await RefusedAsync("ModelAlreadyRegistered", () => registry.SendAsync("register", [Honest.VkDigest, chain.Deployment.Address, uri, Reference]));
        }
        Assert.Equal(Model(chain.Sender.Address, false, key), await ModelAsync(registry, id));
    }

    [NeedsChainFact]
    public async Task Another_owner_registers_the_same_key_under_another_id()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        using var account = await chain.Devnet.CreateAccountAsync();
        using var stranger = new TransactionSender(chain.Devnet.Client, account);
        var second = await RegisterStoredAsync(new ContractClient(stranger, registry.Abi, registry.Address));
        Assert.NotEqual(id, second);
        Assert.Equal(Model(chain.Sender.Address, false, key), await ModelAsync(registry, id));
        Assert.Equal(Model(account.Address, false, key), await ModelAsync(registry, second));
    }

    [NeedsChainFact]
    public async Task Only_its_owner_withdraws_a_model_and_only_for_good()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        using var account = await chain.Devnet.CreateAccountAsync();
        using var stranger = new TransactionSender(chain.Devnet.Client, account);
        await RefusedAsync("NotModelOwner", () => new ContractClient(stranger, registry.Abi, registry.Address).SendAsync("deprecate", [id]));
        await registry.CallAsync("requireActive", [id]);

        Assert.Equal(id, (await registry.SendAsync("deprecate", [id])).Event("ModelDeprecated").Values.Get<Digest256>("modelId"));
        await RefusedAsync("ModelIsDeprecated", () => registry.CallAsync("requireActive", [id]));
        await RefusedAsync("ModelIsDeprecated", () => registry.CallAsync("verify", [id, Honest.Context, Honest.Published, Honest.Proof]));
        await RefusedAsync("ModelAlreadyRegistered", () => registry.SendAsync("register", [Honest.VkDigest, chain.Deployment.Address, Uri, Reference]));
        Assert.Equal(Model(chain.Sender.Address, true, key), await ModelAsync(registry, id));
    }

    [NeedsChainFact]
    public async Task Nothing_is_known_about_a_model_nobody_registered()
    {
        var registry = await DeployAsync();
        var id = Digest256.Keccak("no model");
        await RefusedAsync("ModelUnknown", () => registry.CallAsync("model", [id]));
        await RefusedAsync("ModelUnknown", () => registry.CallAsync("requireActive", [id]));
        await RefusedAsync("ModelUnknown", () => registry.CallAsync("verify", [id, Honest.Context, Honest.Published, Honest.Proof]));
        await RefusedAsync("NotModelOwner", () => registry.SendAsync("deprecate", [id]));
    }

    [NeedsChainFact]
    public async Task Only_a_key_that_is_in_the_store_can_be_registered()
    {
        var store = await DeployStoreAsync();
        var registry = await DeployAsync(store.Address);
        Assert.Equal(store.Address, (await registry.CallAsync("keyStore", [])).Get<EthereumAddress>(0));
        await new ContractDeployer(chain.Sender).DeployDataAsync(Honest.Key); // elsewhere
        await RefusedAsync("KeyMissing", () => TryAsync(registry, Honest.VkDigest));
        await store.SendAsync("store", [Honest.Key]);
        await RefusedAsync("KeyMissing", () => TryAsync(registry, Golden.DigitsTanh.Statement.VkDigest));
        await TryAsync(registry, Honest.VkDigest);

        // Too short for a header: there is no schema's hash in it.
        var small = Honest.Key[..63];
        await store.SendAsync("store", [small]);
        await RefusedAsync("KeyDigestMismatch", () => TryAsync(registry, Digest256.Keccak(small)));
    }

    [NeedsChainFact]
    public async Task What_the_store_names_is_read_all_the_same()
    {
        var key = (await new ContractDeployer(chain.Sender).DeployDataAsync(Honest.Key)).Address;
        var told = await ToldAsync(key);
        await RefusedAsync("KeyDigestMismatch", () => TryAsync(told, Golden.DigitsTanh.Statement.VkDigest));
        await TryAsync(told, Honest.VkDigest);
        await RefusedAsync("KeyMissing", async () => await TryAsync(await ToldAsync(chain.Sender.Address), Honest.VkDigest));

        // Code that is a program and not 00 ‖ blob, under the digest of all of it but its first byte.
        var program = await chain.Devnet.Client.GetCodeAsync(told.Address);
        Assert.NotEqual(0, program[0]);
        await RefusedAsync("KeyDigestMismatch", async () => await TryAsync(await ToldAsync(told.Address), Digest256.Keccak(program.AsSpan(1))));

        async Task<ContractClient> ToldAsync(EthereumAddress at) =>
            await DeployAsync(await chain.NewContractAsync(TinyContracts.Answers(new([.. new byte[12], .. at.ToArray()]))));
    }

    [NeedsChainFact]
    public async Task A_key_that_vanishes_with_its_transaction_is_not_registered_by_it()
    {
        var store = await DeployStoreAsync();
        var registry = await DeployAsync(store.Address);
        var bomb = await chain.NewContractAsync(TinyContracts.Bomb);
        var creation = TinyContracts.CreatesVanishing(bomb, Honest.Key);
        var register = registry.Abi.EncodeCall("register", Honest.VkDigest, chain.Deployment.Address, Uri, Reference);
        var factory = await chain.NewContractAsync(TinyContracts.CreatesAndCalls(creation.Length, registry.Address, register.Length));

        // While the transaction runs, the code is there, as long as a key's.
        var answer = await chain.Devnet.Client.CallAsync(new CallRequest { From = chain.Sender.Address, To = factory, Data = (byte[])[.. creation, .. register] });
        Assert.Equal([.. Field.Word(0), .. Field.Word(Honest.Key.Length + 1)], answer[..64]);
        Assert.Equal("KeyMissing", RevertReason.Decode(answer.AsMemory(64), registry.Abi).Name);

        // When it is over, it is not. What the store made in the meantime stays.
        var receipt = await chain.Sender.SendAsync(new TransactionRequest { To = factory, Data = (byte[])[.. creation, .. register], GasLimit = GasLimits.Transaction });
        Assert.True(receipt.Succeeded);
        Assert.Empty(await chain.Devnet.Client.GetCodeAsync(ContractAddresses.OfCreation(factory, 0)));
        await RefusedAsync("ModelUnknown", async () => await registry.CallAsync("model", [Id(factory, Honest.VkDigest, chain.Deployment.Address)]));
        var stored = store.Abi.EncodeCall("store", Honest.Key);
        var storing = await chain.NewContractAsync(TinyContracts.CreatesAndCalls(creation.Length, store.Address, stored.Length));
        await chain.Sender.SendAsync(new TransactionRequest { To = storing, Data = (byte[])[.. creation, .. stored], GasLimit = GasLimits.Transaction });
        Assert.Empty(await chain.Devnet.Client.GetCodeAsync(ContractAddresses.OfCreation(storing, 0)));
        Assert.Equal(Honest.Key, await DataContract.ReadAsync(chain.Devnet.Client, await KeyOfAsync(store)));
        await TryAsync(registry, Honest.VkDigest);
    }

    [NeedsChainFact]
    public async Task It_verifies_as_the_models_verifier_does()
    {
        var registry = await DeployAsync();
        var (_, id) = await RegisterAsync(registry);
        var accepted = await registry.CallAsync("verify", [id, Honest.Context, Honest.Published, Honest.Proof]);
        Assert.Equal(Digest256.Keccak("SMZ/1"), accepted.Get<Digest256>(0));
        await RefusedAsync("HintRejected", () => registry.CallAsync("verify", [id, Honest.Context.Xor(0, 1), Honest.Published, Honest.Proof]));
        await RefusedAsync("PublicLength", () => registry.CallAsync("verify", [id, Honest.Context, Honest.Published[..^4], Honest.Proof]));
        await RefusedAsync("ProofLength", () => registry.CallAsync("verify", [id, Honest.Context, Honest.Published, Honest.Proof[..^1]]));
    }

    internal static Digest256 Id(EthereumAddress owner, Digest256 vkDigest, EthereumAddress verifier) =>
        Digest256.Keccak([.. new byte[12], .. owner.ToArray(), .. vkDigest.ToArray(), .. new byte[12], .. verifier.ToArray()]);

    private static async Task<Digest256> IdOfAsync(ContractClient registry, EthereumAddress owner, Digest256 digest, EthereumAddress verifier) =>
        (await registry.CallAsync("idOf", [owner, digest, verifier])).Get<Digest256>(0);

    private static async Task RefusedAsync(string name, Func<Task> act) =>
        Assert.Equal(name, (await Assert.ThrowsAsync<ContractRevertedException>(act)).ErrorName);

    private static async Task<string> ModelAsync(ContractClient registry, Digest256 id) =>
        string.Join(" ", (await registry.CallAsync("model", [id])).Get<object?[]>(0).Select(Text));

    private string Model(EthereumAddress owner, bool deprecated, EthereumAddress key) => string.Join(" ", new object[]
    {
        owner, deprecated, chain.Deployment.Address, key, Honest.VkDigest, Golden.Digits.Digest("schemaHash"), Uri,
    }.Select(Text));

    private static string Text(object? value) => value is byte[] bytes ? new Digest256(bytes).ToString() : value!.ToString()!;

    private Task<AbiValues> TryAsync(ContractClient registry, Digest256 digest) =>
        registry.CallAsync("register", [digest, chain.Deployment.Address, Uri, Reference]);

    private async Task<ContractClient> DeployStoreAsync() =>
        new(chain.Sender, ContractAbi.Of("KeyStore"), (await new ContractDeployer(chain.Sender).DeployAsync("KeyStore", [])).Address);

    private async Task<ContractClient> DeployAsync(EthereumAddress? keyStore = null)
    {
        var store = keyStore ?? (await DeployStoreAsync()).Address;
        var deployment = await new ContractDeployer(chain.Sender).DeployAsync("ModelRegistry", [store]);
        return new ContractClient(chain.Sender, ContractAbi.Of("ModelRegistry"), deployment.Address);
    }

    private async Task<(EthereumAddress Key, Digest256 Id)> RegisterAsync(ContractClient registry)
    {
        var store = new ContractClient(chain.Sender, ContractAbi.Of("KeyStore"), (await registry.CallAsync("keyStore", [])).Get<EthereumAddress>(0));
        await store.SendAsync("store", [Honest.Key]);
        return (await KeyOfAsync(store), await RegisterStoredAsync(registry));
    }

    private static async Task<EthereumAddress> KeyOfAsync(ContractClient store) =>
        (await store.CallAsync("keyOf", [Honest.VkDigest])).Get<EthereumAddress>(0);

    private async Task<Digest256> RegisterStoredAsync(ContractClient registry)
    {
        var receipt = await registry.SendAsync("register", [Honest.VkDigest, chain.Deployment.Address, Uri, Reference]);
        return receipt.Event("ModelRegistered").Values.Get<Digest256>("modelId");
    }
}
