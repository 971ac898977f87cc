// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>
/// The C function ogzk_verify, called as any other program would from native/include/ogzk/ogzk.h. The C# verifier stands
/// above it and refuses to open blobs without a key's magic; hostile keys need the function itself.
/// </summary>
internal static class NativeVerifier
{
    private const string Library = "ogzk-under-test";
    private const int VerdictSize = 4 + 4 + 4 + 64 + 252;
    private const int ErrorSize = 4 + 4 + 504;

    private static readonly byte[] Parameters = Golden.Digits.Read("params.bin");

    static NativeVerifier() => NativeLibrary.SetDllImportResolver(typeof(NativeVerifier).Assembly, Resolve);

    /// <summary>"Accepted", or the refusal of §10.2 in the words of the contract's errors: "KeyRejected(9)", "HintRejected".</summary>
    internal static string Judge(Statement s)
    {
        byte[] verdict = new byte[VerdictSize], error = new byte[ErrorSize];
        BinaryPrimitives.WriteInt32LittleEndian(verdict, VerdictSize);
        BinaryPrimitives.WriteInt32LittleEndian(error, ErrorSize);
        var status = ogzk_verify(
            verdict, Parameters, (nuint)Parameters.Length, s.Key, (nuint)s.Key.Length, s.VkDigest.ToArray(), s.Context,
            s.Published, (nuint)s.Published.Length, s.Proof, (nuint)s.Proof.Length, error);
        Assert.True(status == 0, $"ogzk_verify gave up ({status}): {Text(error.AsSpan(8))}");
        var accepted = BinaryPrimitives.ReadInt32LittleEndian(verdict.AsSpan(4));
        var (code, check) = (BinaryPrimitives.ReadInt32LittleEndian(verdict.AsSpan(8)), Text(verdict.AsSpan(12, 64)));
        Assert.Equal(accepted == 1, check.Length == 0);
        Assert.Equal(check == "KeyRejected", code != 0);
        return accepted == 1 ? VerifierOnChain.Accepted : code == 0 ? check : $"{check}({code})";
    }

    private static string Text(ReadOnlySpan<byte> zeroTerminated) =>
        Encoding.UTF8.GetString(zeroTerminated[..Math.Max(0, zeroTerminated.IndexOf((byte)0))]);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var named = Environment.GetEnvironmentVariable("OGZK_NATIVE_PATH");
        return name != Library ? 0 : NativeLibrary.Load(File.Exists(named) ? named : Path.Combine(AppContext.BaseDirectory, "libogzk.so"));
    }

    [DllImport(Library, ExactSpelling = true)]
    private static extern int ogzk_verify(
        byte[] verdict, byte[] parameters, nuint parametersSize, byte[] key, nuint keySize, byte[] expectedDigest, byte[] context,
        byte[] published, nuint publishedSize, byte[] proof, nuint proofSize, byte[] error);
}
