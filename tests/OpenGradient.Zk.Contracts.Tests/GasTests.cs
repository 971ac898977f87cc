// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>Gas of real transactions against gas-snapshot.json, within one percent. OGZK_WRITE_GAS_SNAPSHOT=1 writes it anew.</summary>
[Collection(ChainTests.Name)]
public sealed class GasTests(VerifierOnChain chain)
{
    private const double Tolerance = 0.01;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static string Snapshot => Path.Combine(Repository.Root, "tests", "OpenGradient.Zk.Contracts.Tests", "gas-snapshot.json");

    [NeedsChainFact]
    public async Task Gas_is_what_the_snapshot_says()
    {
        var measured = await MeasureAsync();
        if (Environment.GetEnvironmentVariable("OGZK_WRITE_GAS_SNAPSHOT") == "1")
        {
            await File.WriteAllTextAsync(Snapshot, JsonSerializer.Serialize(measured, Indented) + "\n");
            Assert.Fail("The snapshot was written anew; look at it, unset OGZK_WRITE_GAS_SNAPSHOT and run again.");
        }
        var expected = JsonSerializer.Deserialize<SortedDictionary<string, ulong>>(await File.ReadAllTextAsync(Snapshot))!;
        Assert.Equal(expected.Keys, measured.Keys);
        Assert.Empty(measured.Where(m => Math.Abs((double)m.Value - expected[m.Key]) > Tolerance * expected[m.Key])
            .Select(m => $"{m.Key}: {m.Value} gas instead of {expected[m.Key]}"));
    }

    [NeedsChainFact]
    public async Task A_refused_point_does_not_take_the_rest_of_the_gas_with_it()
    {
        // A precompile consumes all it is given when it refuses; §10.3 caps what it is given.
        var s = Golden.Digits.Statement;
        var key = await new ContractDeployer(chain.Sender).DeployDataAsync(s.Key);
        var honest = await chain.Verifier.SendAsync("verify", [s.VkDigest, key.Address, s.Context, s.Published, s.Proof]);
        foreach (var point in new[] { "[W'_o]", "[q]" })
        {
            var lie = Golden.Digits.Hinted(s.WithProof(s.Proof.Xor(Golden.Digits.Map[point].Offset + 63, 1)));
            var error = await Assert.ThrowsAsync<ContractRevertedException>(() => chain.Verifier.SendAsync(
                "verify", [s.VkDigest, key.Address, s.Context, s.Published, lie.Proof], gasLimit: GasLimits.Transaction));
            Assert.Equal("PointRejected", error.ErrorName);
            var receipt = await chain.Devnet.Client.FindReceiptAsync(error.Transaction!.Value);
            Assert.InRange(receipt!.GasUsed, 21_000UL, honest.Transaction.GasUsed + 60_000);
        }
    }

    [NeedsChainFact]
    public async Task A_bad_point_in_a_batch_leaves_the_gas_for_the_next_proof()
    {
        // Each call is given all the gas there is; one that took it (63/64 of it) would leave nothing for the other.
        var s = Golden.Digits.Statement;
        var key = (await new ContractDeployer(chain.Sender).DeployDataAsync(s.Key)).Address;
        var lie = Golden.Digits.Hinted(s.WithProof(s.Proof.Xor(Golden.Digits.Map["[W'_o]"].Offset + 63, 1)));
        byte[] Question(Statement asked) => VerifierOnChain.Abi.EncodeCall("verify", asked.VkDigest, key, asked.Context, asked.Published, asked.Proof);
        var batch = await chain.NewContractAsync(TinyContracts.AsksTwice(chain.Deployment.Address, Question(s).Length));
        var alone = (await chain.Verifier.SendAsync("verify", [s.VkDigest, key, s.Context, s.Published, s.Proof])).Transaction.GasUsed;

        byte[] questions = [.. Question(lie), .. Question(s)];
        var answers = await chain.Devnet.Client.CallAsync(new CallRequest { To = batch, Data = questions, GasLimit = (2 * alone) + 60_000 });
        Assert.Equal([.. Field.Word(0), .. Field.Word(1)], answers);
    }

    private async Task<SortedDictionary<string, ulong>> MeasureAsync()
    {
        var deployer = new ContractDeployer(chain.Sender);
        var measured = new SortedDictionary<string, ulong>(StringComparer.Ordinal) { ["deploy ModelVerifier"] = chain.Deployment.Transaction.GasUsed };
        var store = await DeployAsync("KeyStore", []);
        var registry = await DeployAsync("ModelRegistry", [store.Address]);
        foreach (var golden in Golden.All)
        {
            var s = golden.Statement;
            var stored = await store.SendAsync("store", [s.Key]);
            var key = stored.Event("KeyStored").Values.Get<EthereumAddress>("key");
            measured[$"{golden.Name}: store key"] = stored.Transaction.GasUsed;
            var registered = await registry.SendAsync("register", [s.VkDigest, chain.Deployment.Address, "ipfs://schema", new object?[] { s.Context, s.Published, s.Proof }]);
            measured[$"{golden.Name}: register"] = registered.Transaction.GasUsed;
            var verified = await chain.Verifier.SendAsync("verify", [s.VkDigest, key, s.Context, s.Published, s.Proof]);
            measured[$"{golden.Name}: verify, whole transaction"] = verified.Transaction.GasUsed;
            measured[$"{golden.Name}: verify, execution"] = verified.Gas.Execution!.Value;
            if (golden == Golden.Digits)
            {
                var id = registered.Event("ModelRegistered").Values.Get<Core.Digest256>("modelId");
                var consumer = await DeployAsync("DigitConsumer", [registry.Address, id, s.VkDigest, chain.Deployment.Address]);
                // As many values as a key may publish (§8.7): what a consumer does with them must leave room in a transaction.
                var decoded = await consumer.SendAsync("decode", [new byte[4 * 16_384]], GasLimits.Transaction);
                measured["decode 16384 values, whole transaction"] = decoded.Transaction.GasUsed;
            }
        }
        return measured;

        async Task<ContractClient> DeployAsync(string name, object?[] arguments)
        {
            var deployment = await deployer.DeployAsync(name, arguments);
            measured[$"deploy {name}"] = deployment.Transaction.GasUsed;
            return new ContractClient(chain.Sender, ContractAbi.Of(name), deployment.Address);
        }
    }
}
