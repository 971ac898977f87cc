// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

internal static partial class NativeCalls
{
    internal static unsafe SrsHandle OpenPtau(string path, uint log2Size, ProgressSink sink)
    {
        EnsureLoaded();
        var error = NativeError.Create();
        using var scope = new ProgressScope(sink);
        var progress = scope.ToNative();
        var status = Ogzk.ogzk_srs_open_ptau(out var srs, path, log2Size, &progress, ref error);
        NativeStatus.Ensure(status, error, nameof(Ogzk.ogzk_srs_open_ptau), sink);
        return srs;
    }

    internal static unsafe SrsHandle OpenInsecure(uint log2Size, string? cachePath, ProgressSink sink)
    {
        EnsureLoaded();
        var error = NativeError.Create();
        using var scope = new ProgressScope(sink);
        var progress = scope.ToNative();
        var status = Ogzk.ogzk_srs_open_insecure(out var srs, log2Size, cachePath, &progress, ref error);
        NativeStatus.Ensure(status, error, nameof(Ogzk.ogzk_srs_open_insecure), sink);
        return srs;
    }

    internal static bool IsInsecure(SrsHandle srs) => Ogzk.ogzk_srs_is_insecure(srs) != 0;

    internal static byte[] Id(SrsHandle srs)
    {
        var id = new byte[32];
        Ogzk.ogzk_srs_id(srs, id);
        return id;
    }

    internal static byte[] VerifierParameters(SrsHandle srs)
    {
        var error = NativeError.Create();
        var status = Ogzk.ogzk_srs_verifier_params(srs, out var buffer, ref error);
        return Take(status, error, buffer, nameof(Ogzk.ogzk_srs_verifier_params));
    }

    internal static byte[] DeploymentParameters(SrsHandle srs)
    {
        var error = NativeError.Create();
        var status = Ogzk.ogzk_srs_deployment_params(srs, out var buffer, ref error);
        return Take(status, error, buffer, nameof(Ogzk.ogzk_srs_deployment_params));
    }

    // A public result: copied out, and the native buffer freed.
    private static byte[] Take(int status, in NativeError error, BufferHandle buffer, string function, ProgressSink? sink = null)
    {
        using (buffer)
        {
            NativeStatus.Ensure(status, error, function, sink);
            return buffer.ToArray();
        }
    }
}
