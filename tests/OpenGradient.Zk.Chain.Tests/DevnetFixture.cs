// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>One local chain, and the probe deployed on it, for all tests that only talk.</summary>
public sealed class DevnetFixture : IAsyncLifetime
{
    private Devnet? _devnet;
    private TransactionSender? _sender;

    internal Devnet Devnet => _devnet!;

    internal TransactionSender Sender => _sender!;

    /// <summary>Starts the chain, unless the tests that need it are skipped anyway.</summary>
    public async Task InitializeAsync()
    {
        if (AnvilLocator.Find() is not null)
        {
            _devnet = await Devnet.StartAsync();
            _sender = _devnet.CreateSender();
        }
    }

    /// <summary>Ends it.</summary>
    public async Task DisposeAsync()
    {
        _sender?.Dispose();
        if (_devnet is not null)
        {
            await _devnet.DisposeAsync();
        }
    }
}

/// <summary>Tests of this collection share the chain and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DevnetTests : ICollectionFixture<DevnetFixture>
{
    internal const string Name = "devnet";
}
