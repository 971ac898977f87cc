// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>Why native code refused a request; the names of the status codes in native/include/ogzk/ogzk.h.</summary>
public enum ProverFailure
{
    /// <summary>The request does not fit: a shape, a range, the wrong key.</summary>
    InvalidArgument = 1,

    /// <summary>Bytes that are not what they claim to be.</summary>
    Malformed = 2,

    /// <summary>Well formed, but outside what this version proves.</summary>
    Unsupported = 3,

    /// <summary>A file could not be read or written.</summary>
    Io = 5,

    /// <summary>Memory ran out.</summary>
    OutOfMemory = 6,

    /// <summary>A broken invariant in the prover itself.</summary>
    Internal = 7,
}

/// <summary>The native prover refused. "The proof is false" is not such a refusal: it is an answer.</summary>
public sealed class ProverException : ZkException
{
    /// <summary>The sentence comes from native code, or names what was asked of it.</summary>
    public ProverException(ProverFailure failure, string message, Exception? inner = null) : base(message, inner)
    {
        Failure = failure;
    }

    /// <summary>The reason, for programs.</summary>
    public ProverFailure Failure { get; }

    /// <inheritdoc/>
    public override string Code => Failure switch
    {
        ProverFailure.InvalidArgument => "invalid_argument",
        ProverFailure.Malformed => "malformed",
        ProverFailure.Unsupported => "unsupported_circuit",
        ProverFailure.Io => "io",
        ProverFailure.OutOfMemory => "out_of_memory",
        _ => "internal",
    };
}
