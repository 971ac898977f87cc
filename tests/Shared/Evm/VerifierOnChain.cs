// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;
using OpenGradient.Zk.Contracts;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Testing;

/// <summary>
/// One local chain with mainnet's limits, and a ModelVerifier on it for the golden proofs' reference string. Both models
/// share that string. Keys are put at an address by eth_call's state override: code 00 ‖ blob, as if deployed.
/// </summary>
public sealed class VerifierOnChain : IAsyncLifetime
{
    internal const string Accepted = "Accepted";

    // What an accepting verifier answers, protocol.md §10.4; silence is not acceptance.
    private static readonly string Word = Digest256.Keccak("SMZ/1").ToString();

    private static readonly EthereumAddress KeyAddress = EthereumAddress.Parse("0x00000000000000000000000000000000000c0de0");

    internal Devnet Devnet { get; private set; } = null!;

    internal TransactionSender Sender { get; private set; } = null!;

    internal BatchRpc Rpc { get; private set; } = null!;

    internal Deployment Deployment { get; private set; } = null!;

    internal ContractClient Verifier { get; private set; } = null!;

    internal static ContractAbi Abi { get; } = ContractAbi.Of("ModelVerifier");

    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is null)
        {
            return; // every test of the collection is skipped, and says so
        }
        Devnet = await Devnet.StartAsync(new DevnetOptions { StartTimeout = TimeSpan.FromMinutes(2) });
        Sender = Devnet.CreateSender();
        Rpc = new BatchRpc(Devnet.Address);
        Deployment = await new ContractDeployer(Sender).DeployAsync("ModelVerifier", [Golden.Digits.Read("deployment.bin")]);
        Verifier = new ContractClient(Sender, Abi, Deployment.Address);
    }

    public async Task DisposeAsync()
    {
        if (Devnet is not null)
        {
            Rpc.Dispose();
            Sender.Dispose();
            await Devnet.DisposeAsync();
        }
    }

    /// <summary>"Accepted", or the name of the custom error: "KeyRejected(9)", "HintRejected".</summary>
    internal async Task<string> JudgeAsync(Statement statement) => (await JudgeAsync([statement]))[0];

    internal Task<string[]> JudgeAsync(IReadOnlyList<Statement> statements, EthereumAddress? verifier = null) =>
        CallAsync([.. statements.Select(s => (Calldata(s), (byte[]?)s.Key))], verifier);

    /// <summary>Raw calldata for the verifier, with this key in place, or none.</summary>
    internal async Task<string[]> CallAsync(IReadOnlyList<(byte[] Calldata, byte[]? Key)> calls, EthereumAddress? verifier = null)
    {
        var to = verifier ?? Deployment.Address;
        return [.. (await Rpc.SendAsync([.. calls.Select(call => ("eth_call", Parameters(to, call.Calldata, call.Key)))])).Select(a => Name(a, Word))];
    }

    /// <summary>Runs creation code with its arguments, and says what the constructor said.</summary>
    internal async Task<string[]> ConstructAsync(IReadOnlyList<byte[]> setups)
    {
        var code = ContractArtifacts.Get("ModelVerifier").CreationCode;
        return [.. (await Rpc.SendAsync([.. setups.Select(setup => ("eth_call",
            $$"""[{"data":"0x{{Convert.ToHexStringLower([.. code.Span, .. Abi.EncodeConstructor(setup)])}}"},"latest"]"""))])).Select(a => Name(a, null))];
    }

    internal static byte[] Calldata(Statement s) => Abi.EncodeCall("verify", s.VkDigest, KeyAddress, s.Context, s.Published, s.Proof);

    private static string Parameters(EthereumAddress to, byte[] calldata, byte[]? key)
    {
        var code = key is null ? "{}" : $$$"""{"{{{KeyAddress}}}":{"code":"0x00{{{Convert.ToHexStringLower(key)}}}"}}""";
        return $$"""[{"to":"{{to}}","data":"0x{{Convert.ToHexStringLower(calldata)}}"},"latest",{{code}}]""";
    }

    private static string Name(JsonElement answer, string? word)
    {
        if (answer.TryGetProperty("result", out var result))
        {
            return word is null || result.GetString() == word ? Accepted : $"unnamed: returned {result.GetString()}";
        }
        var error = answer.GetProperty("error");
        if (!error.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.String)
        {
            return "unnamed: " + error.GetProperty("message").GetString();
        }
        var reason = RevertReason.Decode(Convert.FromHexString(data.GetString().AsSpan(2)), Abi);
        var arguments = string.Join(",", reason.Arguments.Select(a => ((BigInteger)a!).ToString(CultureInfo.InvariantCulture)));
        return reason.Name is null ? $"unnamed: {reason}" : arguments.Length == 0 ? reason.Name : $"{reason.Name}({arguments})";
    }
}
