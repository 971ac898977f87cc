// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_srs: a structured reference string.</summary>
internal sealed class SrsHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Ogzk.ogzk_srs_destroy(handle);
        return true;
    }
}
