// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>A proof and what it says.</summary>
public sealed class ProvenInference
{
    internal ProvenInference(Proof proof, ModelSchema schema, double witnessSeconds, double proveSeconds)
    {
        (Proof, WitnessSeconds, ProveSeconds) = (proof, witnessSeconds, proveSeconds);
        (PublicInputs, Outputs) = TensorValues.Read(schema, proof.Values());
        File = new ProofFile(proof, schema.Json);
    }

    /// <summary>The proof.</summary>
    public Proof Proof { get; }

    /// <summary>Its file form.</summary>
    public ProofFile File { get; }

    /// <summary>The inputs that were published.</summary>
    public IReadOnlyList<TensorValues> PublicInputs { get; }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<TensorValues> Outputs { get; }

    /// <summary>Seconds of integer inference.</summary>
    public double WitnessSeconds { get; }

    /// <summary>Seconds of proving, the check of the proof included.</summary>
    public double ProveSeconds { get; }
}
