// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

internal static partial class NativeCalls
{
    /// <summary>The verifying key is public; the proving key stays in native memory, zeroed when its handle is freed.</summary>
    internal static unsafe (byte[] VerifyingKey, BufferHandle ProvingKey) Setup(
        CircuitHandle circuit, SrsHandle srs, ProgressSink sink)
    {
        var error = NativeError.Create();
        using var scope = new ProgressScope(sink);
        var progress = scope.ToNative();
        var status = Ogzk.ogzk_setup(circuit, out var verifyingKey, out var provingKey, srs, &progress, ref error);
        try
        {
            return (Take(status, error, verifyingKey, nameof(Ogzk.ogzk_setup), sink), provingKey);
        }
        catch
        {
            provingKey.Dispose();
            throw;
        }
    }

    internal static ProverHandle OpenProver(ReadOnlySpan<byte> provingKey, SrsHandle srs)
    {
        EnsureLoaded();
        var error = NativeError.Create();
        var status = Ogzk.ogzk_prover_open(out var prover, provingKey, (nuint)provingKey.Length, srs, ref error);
        NativeStatus.Ensure(status, error, nameof(Ogzk.ogzk_prover_open));
        return prover;
    }

    internal static byte[] VerifyingKey(ProverHandle prover)
    {
        var error = NativeError.Create();
        var status = Ogzk.ogzk_prover_verifying_key(prover, out var verifyingKey, ref error);
        return Take(status, error, verifyingKey, nameof(Ogzk.ogzk_prover_verifying_key));
    }

    internal static unsafe (byte[] Proof, byte[] Published) Prove(
        ProverHandle prover, ReadOnlySpan<byte> inputs, ReadOnlySpan<byte> context, ProgressSink sink)
    {
        var error = NativeError.Create();
        using var scope = new ProgressScope(sink);
        var progress = scope.ToNative();
        var status = Ogzk.ogzk_prove(
            prover, out var proof, out var published, inputs, (nuint)inputs.Length, context, &progress, ref error);
        using (published)
        {
            return (Take(status, error, proof, nameof(Ogzk.ogzk_prove), sink), published.ToArray());
        }
    }
}
