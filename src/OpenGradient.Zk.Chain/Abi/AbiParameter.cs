// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Abi;

/// <summary>An argument, a result, or a member of a struct.</summary>
/// <param name="Name">Its name; empty when the source gave none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Indexed">For events: whether it is a topic rather than data.</param>
public sealed record AbiParameter(string Name, AbiType Type, bool Indexed = false);
