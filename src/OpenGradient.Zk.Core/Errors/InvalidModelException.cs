// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The file is not a well-formed model: truncated, contradictory, or something else altogether.</summary>
public sealed class InvalidModelException : ZkException
{
    /// <summary>Names the file and the reason.</summary>
    /// <param name="file">The file as the caller named it.</param>
    /// <param name="reason">A clause, such as "it is truncated at byte 17".</param>
    /// <param name="inner">The cause, if an exception was.</param>
    public InvalidModelException(string file, string reason, Exception? inner = null)
        : base($"The model \"{file}\" cannot be read: {reason}.", inner)
    {
        File = file;
        Reason = reason;
    }

    /// <inheritdoc/>
    public override string Code => "invalid_model";

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>Why, as a clause without a final stop.</summary>
    public string Reason { get; }
}
