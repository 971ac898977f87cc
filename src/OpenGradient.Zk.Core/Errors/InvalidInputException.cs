// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The values given to a model do not fit it.</summary>
public sealed class InvalidInputException : ZkException
{
    /// <summary>The message is a whole sentence that names the input, the position and the expectation.</summary>
    public InvalidInputException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <inheritdoc/>
    public override string Code => "invalid_input";
}
