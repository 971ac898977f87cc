// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_circuit: a checked circuit.</summary>
internal sealed class CircuitHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Ogzk.ogzk_circuit_destroy(handle);
        return true;
    }
}
