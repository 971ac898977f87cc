// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Byte for byte the same as an independent implementation.</summary>
public sealed class EthersAgreementTests
{
    [NeedsEthersFact]
    public async Task Sixty_four_signed_transactions_are_identical()
    {
        var transactions = (await Oracle.AnswersAsync()).GetProperty("transactions").EnumerateArray().ToList();
        Assert.Equal(64, transactions.Count);
        foreach (var expected in transactions)
        {
            using var key = new EthereumKey(expected.Bytes("key"));
            var signed = key.Sign(new Eip1559Transaction
            {
                ChainId = expected.Number("chainId"),
                Nonce = expected.GetProperty("nonce").GetUInt64(),
                GasLimit = (ulong)expected.Number("gasLimit"),
                MaxFeePerGas = expected.Number("maxFeePerGas"),
                MaxPriorityFeePerGas = expected.Number("maxPriorityFeePerGas"),
                To = expected.GetProperty("to").GetString() is { } to ? EthereumAddress.Parse(to) : null,
                Value = expected.Number("value"),
                Data = expected.Bytes("data"),
            });
            Assert.Equal(expected.Text("raw"), HexText.FromBytes(signed.Raw.Span));
            Assert.Equal(expected.Text("hash"), signed.Hash.ToString());
            Assert.Equal(expected.Text("from"), signed.From.ToString());
        }
    }

    [NeedsEthersFact]
    public async Task Addresses_of_keys_and_of_created_contracts_are_identical()
    {
        foreach (var expected in (await Oracle.AnswersAsync()).GetProperty("keys").EnumerateArray())
        {
            using var key = new EthereumKey(expected.Bytes("key"));
            Assert.Equal(expected.Text("address"), key.Address.ToString());
            Assert.Equal(key.Address, EthereumAddress.Parse(expected.Text("address")));
            var created = ContractAddresses.OfCreation(key.Address, expected.GetProperty("nonce").GetUInt64());
            Assert.Equal(expected.Text("created"), created.ToString());
            var salt = new Digest256(expected.Bytes("salt"));
            var created2 = ContractAddresses.OfCreate2(key.Address, salt, expected.Bytes("code"));
            Assert.Equal(expected.Text("created2"), created2.ToString());
        }
    }

    [NeedsEthersFact]
    public async Task Recursive_length_prefixes_are_identical()
    {
        var answers = await Oracle.AnswersAsync();
        foreach (var expected in answers.GetProperty("rlp").EnumerateArray())
        {
            Assert.Equal(expected.Text("output"), HexText.FromBytes(Rlp.Text(expected.Bytes("input"))));
        }
        foreach (var expected in answers.GetProperty("rlpIntegers").EnumerateArray())
        {
            Assert.Equal(expected.Text("output"), HexText.FromBytes(Rlp.Integer(expected.Number("input"))));
        }
        var list = answers.GetProperty("rlpList");
        var items = list.GetProperty("input").EnumerateArray().Select(
            i => Rlp.Text(HexText.ToBytes(i.GetString(), "item"))).ToArray();
        Assert.Equal(list.Text("output"), HexText.FromBytes(Rlp.List(items)));
    }

    [NeedsEthersFact]
    public async Task A_keystore_of_ethers_opens_with_its_password_only()
    {
        var keystore = (await Oracle.AnswersAsync()).GetProperty("keystore");
        using var key = EthereumKeys.FromKeystore(keystore.Text("json"), "pässword");
        Assert.Equal(keystore.Text("address"), key.Address.ToString());
        var error = Assert.Throws<ChainKeyException>(
            () => EthereumKeys.FromKeystore(keystore.Text("json"), "password", "mine.json"));
        Assert.Equal("The password does not open the keystore mine.json.", error.Message);
    }
}
