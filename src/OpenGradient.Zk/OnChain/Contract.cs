// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Chain.Abi;

namespace OpenGradient.Zk.OnChain;

/// <summary>The names of this project's contracts.</summary>
internal static class Contract
{
    internal const string Verifier = "ModelVerifier";
    internal const string KeyStore = "KeyStore";
    internal const string Registry = "ModelRegistry";
    internal const string DigitConsumer = "DigitConsumer";

    internal static ContractClient At(TransactionSender sender, string name, EthereumAddress address) => new(sender, ContractAbi.Of(name), address);
}
