// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain;

/// <summary>Where a contract will be, before it is there.</summary>
public static class ContractAddresses
{
    /// <summary>Of a creation by transaction: the last 20 bytes of keccak256(rlp([sender, nonce])).</summary>
    public static EthereumAddress OfCreation(EthereumAddress sender, ulong nonce) =>
        Tail(Rlp.List(Rlp.Text(sender.ToArray()), Rlp.Integer(nonce)));

    /// <summary>
    /// Of CREATE2 (EIP-1014): the last 20 bytes of keccak256(0xff ‖ factory ‖ salt ‖ keccak256(creation code)).
    /// </summary>
    public static EthereumAddress OfCreate2(EthereumAddress factory, Digest256 salt, ReadOnlySpan<byte> creationCode) =>
        Tail([0xff, .. factory.ToArray(), .. salt.ToArray(), .. Digest256.Keccak(creationCode).ToArray()]);

    private static EthereumAddress Tail(ReadOnlySpan<byte> preimage) =>
        new(Digest256.Keccak(preimage).ToArray().AsSpan(12));
}
