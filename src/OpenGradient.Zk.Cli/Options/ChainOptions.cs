// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Numerics;
using OpenGradient.Zk.Chain;

namespace OpenGradient.Zk.Cli;

/// <summary>Which node, which chain, which account. Keys come from the environment or a file, never from arguments.</summary>
internal static class ChainOptions
{
    private const string RpcVariable = "OGZK_RPC";
    private const decimal WeiPerGwei = 1_000_000_000;
    private const decimal MostGwei = 1_000_000_000; // one ether per unit of gas: a slip of the hand

    internal static Option<string?> Rpc { get; } = new("--rpc") { Description = $"The node's address, such as http://127.0.0.1:8545 (default: {RpcVariable})." };

    internal static Option<string?> KeyEnv { get; } = new("--key-env")
    {
        Description = $"The environment variable that holds the private key (default: {EthereumKeys.DefaultVariable}).",
    };

    internal static Option<string?> Keystore { get; } = new("--keystore")
    {
        Description = $"A keystore file; its password is read from {EthereumKeys.DefaultPasswordVariable}.",
    };

    internal static Option<bool> DevAccount { get; } = new("--dev-account")
    {
        Description = "The account that every local development chain funds; its key is published. Refused for any other chain.",
    };

    internal static Option<ulong?> ChainId { get; } = new("--chain-id") { Description = "The chain that must be served; anything else is refused before anything is sent." };

    internal static Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be sent, and send nothing." };

    internal static Option<decimal?> MaxFee { get; } = ModelOptions.Checked(
        new Option<decimal?>("--max-fee")
        {
            Description = "The most to pay per unit of gas, in gwei, base fee and tip together; where the chain asks more, nothing is sent (default: no bound).",
        },
        gwei => gwei is null or (> 0 and <= MostGwei) ? null : $"--max-fee takes gwei, above 0 and up to {MostGwei}, such as 1.5.");

    /// <summary>Which node and which account.</summary>
    internal static Symbol[] Sending => [Rpc, KeyEnv, Keystore, DevAccount, ChainId];

    /// <summary>What every verb that sends takes besides.</summary>
    internal static Symbol[] Writing => [.. Sending, MaxFee, DryRun];

    /// <summary>The account a verb sends from, or a throw-away one if it only reads; the caller disposes it.</summary>
    internal static async Task<ChainAccount> OpenAsync(VerbContext context, bool onlyReads = false)
    {
        var address = context.Get(Rpc) ?? Environment.GetEnvironmentVariable(RpcVariable)
            ?? throw VerbException.Usage($"No node is named; give its address with --rpc URL or in {RpcVariable}.");
        var client = Connect(address);
        EthereumKey? key = null;
        try
        {
            key = onlyReads ? EthereumKey.CreateRandom() : OpenKey(context);
            if (context.Get(ChainId) is { } expected)
            {
                await client.EnsureChainAsync(expected, context.CancellationToken).ConfigureAwait(false);
            }
            if (context.Get(DevAccount))
            {
                await client.EnsureChainAsync(DevelopmentAccount.ChainId, context.CancellationToken).ConfigureAwait(false);
            }
            var chainId = await client.GetChainIdAsync(context.CancellationToken).ConfigureAwait(false);
            return new ChainAccount(client, key, chainId, HighestFee(context));
        }
        catch
        {
            key?.Dispose();
            client.Dispose();
            throw;
        }
    }

    private static EthereumClient Connect(string address)
    {
        try
        {
            return EthereumClient.Connect(address);
        }
        catch (ArgumentException)
        {
            // The address may hold a password: it is not repeated.
            throw VerbException.Usage(Uri.TryCreate(address, UriKind.Absolute, out _)
                ? "The node's address must begin with http:// or https://; one looks like http://127.0.0.1:8545."
                : "The node's address is not a URL; one looks like http://127.0.0.1:8545.");
        }
    }

    private static BigInteger? HighestFee(VerbContext context) => context.Get(MaxFee) is { } gwei ? new BigInteger(gwei * WeiPerGwei) : null;

    private static EthereumKey OpenKey(VerbContext context)
    {
        var (variable, file) = (context.Get(KeyEnv), context.Get(Keystore));
        if ((variable is null ? 0 : 1) + (file is null ? 0 : 1) + (context.Get(DevAccount) ? 1 : 0) > 1)
        {
            throw VerbException.Usage("--key-env, --keystore and --dev-account name several keys; give one of them.");
        }
        if (context.Get(DevAccount))
        {
            return DevelopmentAccount.CreateKey();
        }
        return file is not null ? EthereumKeys.FromFile(file) : EthereumKeys.FromEnvironment(variable ?? EthereumKeys.DefaultVariable);
    }
}
