// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Keys come from safe places and never show.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Secret = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private const string Account = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
    private const string Variable = "OGZK_TEST_KEY";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ogzk-keys-");

    [Theory]
    [InlineData(Secret)]
    [InlineData("0x" + Secret)]
    [InlineData("  0x" + Secret + "\n")]
    public void A_key_is_read_from_the_environment(string text)
    {
        Environment.SetEnvironmentVariable(Variable, text);
        using var key = EthereumKeys.FromEnvironment(Variable);
        Assert.Equal(Account, key.Address.ToString());
        Assert.DoesNotContain(Secret, key.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_missing_variable_is_named()
    {
        var error = Assert.Throws<ChainKeyException>(() => EthereumKeys.FromEnvironment("OGZK_NOT_SET"));
        Assert.Contains("OGZK_NOT_SET", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (int)error.ExitCategory);
    }

    [Theory]
    [InlineData("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231")]
    [InlineData("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231x")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    public void A_malformed_key_is_refused_without_being_shown(string text)
    {
        Environment.SetEnvironmentVariable(Variable, text);
        var error = Assert.Throws<ChainKeyException>(() => EthereumKeys.FromEnvironment(Variable));
        Assert.DoesNotContain(text[..12], error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_key_file_is_read_when_only_its_owner_can()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows has no such permissions; the check is for Unix alone.
        }
        var path = Path.Combine(_folder.FullName, "key");
        File.WriteAllText(path, Secret + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var key = EthereumKeys.FromFile(path);
        Assert.Equal(Account, key.Address.ToString());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains(
            "chmod 600", Assert.Throws<ChainKeyException>(() => EthereumKeys.FromFile(path)).Message, StringComparison.Ordinal);
        Assert.Throws<ChainKeyException>(() => EthereumKeys.FromFile(path + ".missing"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"crypto\":5}")]
    [InlineData("{\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"zz\"}}")]
    [InlineData("{\"crypto\":{\"cipher\":\"aes-256-gcm\"}}")]
    [InlineData("not json")]
    [InlineData("""{"crypto":{"cipher":"aes-128-ctr","ciphertext":"00","cipherparams":{"iv":"00"},"mac":"00","kdf":"scrypt","kdfparams":{"n":1073741824,"r":8,"p":1,"dklen":32,"salt":"00"}}}""")]
    public void A_malformed_or_greedy_keystore_is_refused(string json) =>
        Assert.Throws<ChainKeyException>(() => EthereumKeys.FromKeystore(json, "password"));

    [Fact]
    public void A_pbkdf2_keystore_opens()
    {
        // The example of the Web3 Secret Storage definition, whose password is "testpassword".
        const string json = """
            {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
            "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
            "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
            "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"version":3}
            """;
        using var key = EthereumKeys.FromKeystore(json, "testpassword");
        Assert.Equal("0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b", key.Address.ToString());
    }

    [Fact]
    public void A_disposed_key_does_not_sign()
    {
        var key = EthereumKey.CreateRandom();
        key.Dispose();
        var transaction = new Eip1559Transaction { ChainId = 1, Nonce = 0, GasLimit = 21_000, MaxFeePerGas = 1, MaxPriorityFeePerGas = 1 };
        Assert.Throws<ObjectDisposedException>(() => key.Sign(transaction));
    }

    [Theory]
    [InlineData("0x2c7536E3605D9C16a7a3D7b1898e529396a65c24")]
    [InlineData("0x2c7536E3605D9C16a7a3D7b1898e529396a65c2")]
    [InlineData("2c7536E3605D9C16a7a3D7b1898e529396a65c2300")]
    [InlineData("0x2c7536E3605D9C16a7a3D7b1898e529396a65cxx")]
    public void A_mistyped_address_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => EthereumAddress.Parse(text));
        Assert.False(EthereumAddress.TryParse(text, out _));
    }

    [Fact]
    public void An_address_in_one_case_needs_no_checksum() =>
        Assert.Equal(Account, EthereumAddress.Parse(Account.ToLowerInvariant()).ToString());

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Delete(recursive: true);
    }
}
