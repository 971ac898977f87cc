// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Cli;

/// <summary>Why the program ended; stable and documented, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    internal const int Ok = 0;

    /// <summary>Something unexpected: our fault.</summary>
    internal const int Unexpected = 1;

    /// <summary>The request is wrong: arguments, files, input values.</summary>
    internal const int Usage = 2;

    /// <summary>The model has something that is not proven here.</summary>
    internal const int Unsupported = 3;

    /// <summary>The proof is invalid.</summary>
    internal const int ProofInvalid = 4;

    /// <summary>The chain, the node or a contract said no.</summary>
    internal const int Chain = 5;

    /// <summary>The native library is missing or does not fit.</summary>
    internal const int NativeLibrary = 6;

    /// <summary>The accuracy gate failed.</summary>
    internal const int Accuracy = 8;

    /// <summary>Memory or disk ran out.</summary>
    internal const int Resource = 9;

    /// <summary>Ctrl-C.</summary>
    internal const int Cancelled = 130;
}
