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
    public async Task A_model_cannot_be_registered_again_even_with_another_key_contract_or_uri()
    {
        var registry = await DeployAsync();
        var (key, id) = await RegisterAsync(registry);
        var copy = await new ContractDeployer(chain.Sender).DeployDataAsync(Honest.Key);
        foreach (var (address, uri) in new[] { (key, Uri), (copy.Address, Uri), (key, "ipfs://another") })
        {
            await RefusedAsync("ModelAlreadyRegistered", () => registry.SendAsync("register", [Honest.VkDigest, address, chain.Deployment.Address, uri, Reference]));
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
        var second = await RegisterAsync(new ContractClient(stranger, registry.Abi, registry.Address), key);
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
        await RefusedAsync("ModelAlreadyRegistered", () => registry.SendAsync("register", [Honest.VkDigest, key, chain.Deployment.Address, Uri, Reference]));
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
    public async Task Only_a_key_that_is_there_under_its_digest_can_be_registered()
    {
        var registry = await DeployAsync();
        var deployer = new ContractDeployer(chain.Sender);
        var key = (await deployer.DeployDataAsync(Honest.Key)).Address;
        var small = (await deployer.DeployDataAsync(Honest.Key.AsMemory(0, 63))).Address;
        await RefusedAsync("KeyMissing", () => TryAsync(Honest.VkDigest, chain.Sender.Address));
        await RefusedAsync("KeyDigestMismatch", () => TryAsync(Golden.DigitsTanh.Statement.VkDigest, key));
        await RefusedAsync("KeyDigestMismatch", () => TryAsync(Digest256.Keccak(Honest.Key.AsSpan(0, 63)), small));

        // Code that is a program and not 00 ‖ blob, under the digest of all of it but its first byte.
        var program = await chain.Devnet.Client.GetCodeAsync(registry.Address);
        Assert.NotEqual(0, program[0]);
        await RefusedAsync("KeyDigestMismatch", () => TryAsync(Digest256.Keccak(program.AsSpan(1)), registry.Address));
        await TryAsync(Honest.VkDigest, key);

        Task TryAsync(Digest256 digest, EthereumAddress at) => registry.CallAsync("register", [digest, at, chain.Deployment.Address, Uri, Reference]);
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

    private async Task<ContractClient> DeployAsync()
    {
        var deployment = await new ContractDeployer(chain.Sender).DeployAsync("ModelRegistry", []);
        return new ContractClient(chain.Sender, ContractAbi.Of("ModelRegistry"), deployment.Address);
    }

    private async Task<(EthereumAddress Key, Digest256 Id)> RegisterAsync(ContractClient registry)
    {
        var key = (await new ContractDeployer(chain.Sender).DeployDataAsync(Honest.Key)).Address;
        return (key, await RegisterAsync(registry, key));
    }

    private async Task<Digest256> RegisterAsync(ContractClient registry, EthereumAddress key)
    {
        var receipt = await registry.SendAsync("register", [Honest.VkDigest, key, chain.Deployment.Address, Uri, Reference]);
        return receipt.Event("ModelRegistered").Values.Get<Digest256>("modelId");
    }
}
