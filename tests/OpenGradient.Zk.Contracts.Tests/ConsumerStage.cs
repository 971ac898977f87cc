// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Contracts.Tests;

/// <summary>The digits model with fresh keys, registered, and its native prover: proofs for contexts that only the chain knows.</summary>
public sealed class ConsumerStage(VerifierOnChain chain) : IAsyncLifetime
{
    private NativeCircuit _circuit = null!;
    private Prover _prover = null!;
    private Proof _reference = null!;

    internal ContractClient Registry { get; private set; } = null!;

    internal Digest256 ModelId { get; private set; }

    internal VerifyingKey Key => _prover.VerifyingKey;

    internal int[] Inputs { get; private set; } = null!;

    internal int[] Published => _circuit.Evaluate(Inputs);

    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is null)
        {
            return; // every test of the class is skipped, and says so
        }
        _circuit = NativeCircuit.Open(Golden.Digits.Read("circuit.ogc"));
        var inputs = Golden.Digits.Read("inputs.bin");
        Inputs = [.. Enumerable.Range(0, inputs.Length / 4).Select(i => BinaryPrimitives.ReadInt32LittleEndian(inputs.AsSpan(4 * i)))];
        using var srs = await Srs.OpenInsecureAsync(Math.Max(_circuit.Log2Size, Srs.DeploymentLog2Size));
        using var keys = await Prover.SetupAsync(_circuit, srs);
        _prover = await Prover.OpenAsync(keys.ProvingKey, srs);

        _reference = await ProveAsync(default);
        var deployer = new ContractDeployer(chain.Sender);
        var store = new ContractClient(chain.Sender, ContractAbi.Of("KeyStore"), (await deployer.DeployAsync("KeyStore", [])).Address);
        await store.SendAsync("store", [Key.Bytes]);
        Registry = new ContractClient(chain.Sender, ContractAbi.Of("ModelRegistry"), (await deployer.DeployAsync("ModelRegistry", [store.Address])).Address);
        ModelId = await RegisterAsync(chain.Sender);
    }

    public Task DisposeAsync()
    {
        _prover?.Dispose();
        _circuit?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A consumer of its own for each test, since every proof counts once.</summary>
    internal async Task<ContractClient> ConsumerAsync(Digest256? modelId = null)
    {
        object?[] arguments = [Registry.Address, modelId ?? ModelId, Key.Digest, chain.Deployment.Address];
        return At(chain.Sender, (await new ContractDeployer(chain.Sender).DeployAsync("DigitConsumer", arguments)).Address);
    }

    internal ContractClient At(TransactionSender sender, EthereumAddress consumer) => new(sender, ContractAbi.Of("DigitConsumer"), consumer);

    /// <summary>A model of another owner: the same key under another id.</summary>
    internal async Task<Digest256> RegisterAsync(TransactionSender owner, EthereumAddress? verifier = null)
    {
        object?[] arguments = [Key.Digest, verifier ?? chain.Deployment.Address, "ipfs://schema", new object?[] { _reference.Context, _reference.Published, _reference.Bytes }];
        var receipt = await new ContractClient(owner, Registry.Abi, Registry.Address).SendAsync("register", arguments);
        return receipt.Event("ModelRegistered").Values.Get<Digest256>("modelId");
    }

    internal async Task<EthereumAddress> KeyAddressAsync() =>
        EthereumAddress.Parse((await Registry.CallAsync("model", [ModelId])).Get<object?[]>(0)[3]!.ToString()!);

    internal Task<Proof> ProveAsync(Digest256 context) => _prover.ProveAsync(Inputs, context);

    /// <summary>protocol.md §10.4, once more: keccak of eight words.</summary>
    internal Digest256 Context(ContractClient consumer, EthereumAddress sender, BigInteger nonce, BigInteger deadline, Digest256? modelId = null) =>
        Digest256.Keccak(
        [
            .. Digest256.Keccak("OpenGradient.Zk/context/1").ToArray(), .. Field.Word(chain.Devnet.ChainId), .. Word(consumer.Address),
            .. Word(chain.Deployment.Address), .. Word(sender), .. (modelId ?? ModelId).ToArray(), .. Field.Word(nonce), .. Field.Word(deadline),
        ]);

    internal async Task<BigInteger> InAnHourAsync() => (await chain.Devnet.Client.GetLatestBlockAsync()).Timestamp + 3600;

    private static byte[] Word(EthereumAddress address) => [.. new byte[12], .. address.ToArray()];
}
