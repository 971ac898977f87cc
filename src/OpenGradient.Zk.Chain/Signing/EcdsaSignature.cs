// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Chain;

/// <summary>
/// A secp256k1 signature: 0 &lt; r &lt; n, 0 &lt; s ≤ n/2 (EIP-2), and the parity of the y of the nonce point.
/// </summary>
internal readonly record struct EcdsaSignature(BigInteger R, BigInteger S, int YParity);
