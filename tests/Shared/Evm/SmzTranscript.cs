// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Testing;

/// <summary>One step as it was absorbed, and the challenge it gave.</summary>
internal sealed record Absorbed(int Label, int Round, int Size, BigInteger Challenge);

/// <summary>The transcript of protocol.md §4.1 written a third time, from the page alone: neither the native nor the Solidity code.</summary>
internal static class SmzTranscript
{
    private const int Theta = 10;
    private const int Zeta = 12;

    public static IReadOnlyList<Absorbed> Run(Statement statement, Digest256 srsId)
    {
        byte[] state = Keccak(
            "SMZ/1"u8.ToArray(), srsId.ToArray(), statement.VkDigest.ToArray(), Keccak(statement.Context), Keccak(statement.Published));
        var absorbed = new List<Absorbed>();
        foreach (var step in new ProofMap(statement.Key).Steps)
        {
            state = Keccak(state, [(byte)step.Label, (byte)step.Round], statement.Proof[step.Offset..(step.Offset + step.Size)]);
            absorbed.Add(new Absorbed(step.Label, step.Round, step.Size, Field.Read(state) % Field.R));
        }
        return absorbed;
    }

    /// <summary>
    /// Replaces the last word by the inverse of ζ(ζ²−1)(ζ−θ)(1−θζ), §9.1 step 4. The hint is not absorbed, so any mutant
    /// of a proof can carry the right one, and is then left to the points and the pairing.
    /// </summary>
    public static Statement RepairHint(Statement statement, Digest256 srsId)
    {
        var challenges = Run(statement, srsId);
        BigInteger theta = challenges.Single(step => step.Label == Theta).Challenge, zeta = challenges.Single(step => step.Label == Zeta).Challenge;
        var denominator = zeta * (zeta * zeta - 1) * (zeta - theta) * (1 - theta * zeta);
        return statement.WithProof(statement.Proof.With(statement.Proof.Length - 32, Field.Word(Field.Inverse(denominator, Field.R))));
    }

    private static byte[] Keccak(params byte[][] parts) => Digest256.Keccak(parts.SelectMany(part => part).ToArray()).ToArray();
}
