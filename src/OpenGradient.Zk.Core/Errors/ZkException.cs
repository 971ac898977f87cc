// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>
/// A failure the caller can act on. The message is one sentence: what, where, and what would do.
/// </summary>
public abstract class ZkException : Exception
{
    private protected ZkException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>A stable snake_case word for programs, such as "unsupported_model".</summary>
    public abstract string Code { get; }
}
