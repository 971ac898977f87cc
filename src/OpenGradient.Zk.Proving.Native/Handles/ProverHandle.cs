// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_prover: proving key, circuit and SRS together; the memory holds secrets and is zeroed when freed.</summary>
internal sealed class ProverHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Ogzk.ogzk_prover_destroy(handle);
        return true;
    }
}
