// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving.Native;

namespace OpenGradient.Zk.Proving;

/// <summary>A circuit as native code checked and understood it. Safe to share between threads.</summary>
public sealed class NativeCircuit : IDisposable
{
    private NativeCircuit(CircuitHandle handle)
    {
        Handle = handle;
        Digest = new Digest256(NativeCalls.Digest(handle));
        Log2Size = checked((int)NativeCalls.Log2Size(handle));
    }

    /// <summary>keccak256 of shape, tables and schema, not of the weights: it may be published.</summary>
    public Digest256 Digest { get; }

    /// <summary>log2 of the size of the structured reference string it needs.</summary>
    public int Log2Size { get; }

    internal CircuitHandle Handle { get; }

    /// <summary>Reads and checks the bytes of a circuit (circuits/schema/circuit.proto).</summary>
    /// <exception cref="ProverException">They are malformed, or ask for more than this version proves.</exception>
    public static NativeCircuit Open(ReadOnlySpan<byte> bytes) => new(NativeCalls.OpenCircuit(bytes));

    /// <summary>Integer inference. The answer is every published value: public inputs, then outputs, zero points subtracted.</summary>
    /// <exception cref="ProverException">The inputs do not fit the circuit.</exception>
    public int[] Evaluate(ReadOnlySpan<int> inputs) => Run(inputs, NativeCalls.Evaluate);

    /// <summary>As <see cref="Evaluate"/>, and every constraint of the circuit checked on the witness, without a proof.</summary>
    /// <returns>The published values; none, and where it broke, if a constraint does not hold.</returns>
    /// <exception cref="ProverException">The inputs do not fit the circuit.</exception>
    public MockAnswer Mock(ReadOnlySpan<int> inputs)
    {
        try
        {
            return new MockAnswer(Run(inputs, NativeCalls.Mock), null);
        }
        catch (ProverException error) when (error.Failure == ProverFailure.Internal && MockFailure.In(error.Message) is { } failure)
        {
            return new MockAnswer([], failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    private int[] Run(ReadOnlySpan<int> inputs, Inference inference)
    {
        using var secret = SecretBytes.LittleEndian(inputs);
        var published = inference(Handle, secret.Span);
        var values = new int[published.Length / sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(published.AsSpan(i * sizeof(int)));
        }
        return values;
    }

    private delegate byte[] Inference(CircuitHandle circuit, ReadOnlySpan<byte> inputs);
}
