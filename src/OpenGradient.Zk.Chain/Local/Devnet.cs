// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// A local chain: anvil on 127.0.0.1, with mainnet's limits, killed with its children on disposal. The state is in
/// memory and gone afterwards.
/// </summary>
public sealed partial class Devnet : IAsyncDisposable
{
    private const string FallbackHardfork = "prague";

    private readonly RunningProcess _process;
    private readonly EthereumClient _client;

    private Devnet(RunningProcess process, Uri address, string hardfork, ulong chainId)
    {
        _process = process;
        _client = EthereumClient.Connect(address);
        Address = address;
        Hardfork = hardfork;
        ChainId = chainId;
        Key = DevelopmentAccount.CreateKey();
    }

    /// <summary>Where it listens, such as http://127.0.0.1:40123.</summary>
    public Uri Address { get; }

    /// <summary>The rules it runs.</summary>
    public string Hardfork { get; }

    /// <summary>Its chain id.</summary>
    public ulong ChainId { get; }

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>A client of it; lives as long as the chain.</summary>
    public IEthereumClient Client => _client;

    /// <summary>The key of a funded account (10,000 ether). It is public knowledge: for this chain only.</summary>
    public EthereumKey Key { get; }

    /// <summary>Starts a chain. When this anvil does not know the newest rules, the ones before are taken.</summary>
    /// <exception cref="DevnetException">anvil is missing or did not start; carries what it said.</exception>
    public static async Task<Devnet> StartAsync(
        DevnetOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = options ?? new DevnetOptions();
        try
        {
            return await StartAsync(wanted, wanted.Hardfork, cancellationToken).ConfigureAwait(false);
        }
        catch (DevnetException error) when (
            wanted.Hardfork != FallbackHardfork && UnknownHardfork().IsMatch(error.Message))
        {
            return await StartAsync(wanted, FallbackHardfork, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A sender of the funded account, which insists on this chain.</summary>
    public TransactionSender CreateSender() =>
        new(_client, Key, new TransactionSenderOptions { ExpectedChainId = ChainId });

    /// <summary>A fresh account with this many ether.</summary>
    public async Task<EthereumKey> CreateAccountAsync(int ether = 100, CancellationToken cancellationToken = default)
    {
        var key = EthereumKey.CreateRandom();
        var wei = ether * BigInteger.Pow(10, 18);
        await _client.RequestAsync(
            "anvil_setBalance", [key.Address.ToString(), HexText.FromQuantity(wei)], cancellationToken)
            .ConfigureAwait(false);
        return key;
    }

    /// <summary>Waits until the chain ends by itself, which it does not when all is well; answers its exit code.</summary>
    public Task<int> WaitForExitAsync(CancellationToken cancellationToken = default) =>
        _process.WaitForExitAsync(cancellationToken);

    /// <summary>Kills the chain and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Key.Dispose();
        await _process.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<Devnet> StartAsync(
        DevnetOptions options, string hardfork, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new BoundedText(4000);
        void OnOutput(string line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(new Uri("http://" + match.Groups[1].Value));
            }
        }
        var request = new ProcessRequest
        {
            FileName = options.AnvilPath ?? AnvilLocator.Require(), Arguments = Arguments(options, hardfork),
        };
        var process = RunningProcess.Start(request, OnOutput, said.AppendLine);
        try
        {
            var ended = process.WaitForExitAsync(cancellationToken);
            var first = await Task.WhenAny(listening.Task, ended).WaitAsync(
                options.StartTimeout, cancellationToken).ConfigureAwait(false);
            if (first == ended)
            {
                var exitCode = await ended.ConfigureAwait(false);
                throw new DevnetException(
                    $"anvil ended with exit code {exitCode} before it listened. It said: " +
                    $"{Said(said)}");
            }
            return new Devnet(process, await listening.Task.ConfigureAwait(false), hardfork, options.ChainId);
        }
        catch (TimeoutException)
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw new DevnetException(
                $"anvil did not listen within {options.StartTimeout.TotalSeconds:0.#} seconds. It said: " +
                $"{Said(said)}");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string[] Arguments(DevnetOptions options, string hardfork)
    {
        List<string> arguments =
        [
            "--host", "127.0.0.1", "--port", Text(options.Port), "--hardfork", hardfork,
            "--chain-id", options.ChainId.ToString(CultureInfo.InvariantCulture),
        ];
        if (options.EnforceTransactionGasLimit)
        {
            arguments.Add("--enable-tx-gas-limit");
        }
        if (options.BlockTime is { } seconds)
        {
            arguments.AddRange(["--block-time", Text(seconds)]);
        }
        return [.. arguments];
    }

    private static string Said(BoundedText said) => Printable.Line(said.ToString().ReplaceLineEndings(" ").Trim(), 1000);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Listening on (127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex("hardfork|unknown|invalid value", RegexOptions.IgnoreCase)]
    private static partial Regex UnknownHardfork();
}
