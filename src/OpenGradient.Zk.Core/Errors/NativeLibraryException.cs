// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The native prover is missing, speaks another version of the interface, or is another library altogether.</summary>
public sealed class NativeLibraryException : ZkException
{
    /// <summary>The message is a whole sentence with what was found, what was expected, and the remedy.</summary>
    public NativeLibraryException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <inheritdoc/>
    public override string Code => "native_library";
}
