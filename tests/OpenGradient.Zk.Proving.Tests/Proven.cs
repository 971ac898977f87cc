// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Proving.Tests;

/// <summary>One model with its keys, made once for all tests of a class.</summary>
public sealed class Proven : IAsyncLifetime
{
    internal QuantizedModel Model { get; } = TestModels.Small();

    internal NativeCircuit Circuit { get; private set; } = null!;

    internal Srs Srs { get; private set; } = null!;

    internal KeyPair Keys { get; private set; } = null!;

    internal Prover Prover { get; private set; } = null!;

    internal Proof Proof { get; private set; } = null!;

    internal int[] Inputs { get; private set; } = null!;

    internal static Digest256 Context { get; } = Digest256.Keccak("a context");

    internal byte[] VerifierParameters { get; private set; } = null!;

    internal Verdict Verify(Proof proof) => Verifier.Verify(VerifierParameters, Keys.VerifyingKey, Keys.VerifyingKey.Digest, proof);

    public async Task InitializeAsync()
    {
        Circuit = TestModels.Open(Model);
        Srs = await Srs.OpenInsecureAsync(Circuit.Log2Size);
        VerifierParameters = Srs.VerifierParameters();
        Keys = await Prover.SetupAsync(Circuit, Srs);
        Prover = await Prover.OpenAsync(Keys.ProvingKey, Srs);
        Inputs = TestModels.Flat(TestModels.Inputs(Model, 1));
        Proof = await Prover.ProveAsync(Inputs, Context);
    }

    public Task DisposeAsync()
    {
        Prover.Dispose();
        Keys.Dispose();
        Srs.Dispose();
        Circuit.Dispose();
        return Task.CompletedTask;
    }
}
