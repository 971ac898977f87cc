// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain;

/// <summary>Who must act, as a process exit code.</summary>
public enum ChainExitCategory
{
    /// <summary>The request is wrong: a key, an argument, a contract name.</summary>
    Usage = 2,

    /// <summary>The chain, the node or a contract said no.</summary>
    ChainFailure = 5,
}

/// <summary>
/// Something failed on the way to, on, or back from the chain. The message says what, where, and what to do.
/// </summary>
public abstract class ChainException : Exception
{
    private protected ChainException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>A stable snake_case word for programs, such as "wrong_chain".</summary>
    public abstract string Code { get; }

    /// <summary>The category, whose value is the exit code.</summary>
    public virtual ChainExitCategory ExitCategory => ChainExitCategory.ChainFailure;
}
