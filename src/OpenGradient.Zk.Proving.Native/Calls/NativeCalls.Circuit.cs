// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

internal static partial class NativeCalls
{
    internal static CircuitHandle OpenCircuit(ReadOnlySpan<byte> bytes)
    {
        EnsureLoaded();
        var error = NativeError.Create();
        var status = Ogzk.ogzk_circuit_open(out var circuit, bytes, (nuint)bytes.Length, ref error);
        NativeStatus.Ensure(status, error, nameof(Ogzk.ogzk_circuit_open));
        return circuit;
    }

    internal static byte[] Digest(CircuitHandle circuit)
    {
        var digest = new byte[32];
        Ogzk.ogzk_circuit_digest(circuit, digest);
        return digest;
    }

    internal static uint Log2Size(CircuitHandle circuit) => Ogzk.ogzk_circuit_log2_size(circuit);

    internal static byte[] Evaluate(CircuitHandle circuit, ReadOnlySpan<byte> inputs)
    {
        var error = NativeError.Create();
        var status = Ogzk.ogzk_circuit_evaluate(circuit, out var published, inputs, (nuint)inputs.Length, ref error);
        return Take(status, error, published, nameof(Ogzk.ogzk_circuit_evaluate));
    }

    internal static byte[] Mock(CircuitHandle circuit, ReadOnlySpan<byte> inputs)
    {
        var error = NativeError.Create();
        var status = Ogzk.ogzk_circuit_mock(circuit, out var published, inputs, (nuint)inputs.Length, ref error);
        return Take(status, error, published, nameof(Ogzk.ogzk_circuit_mock));
    }
}
