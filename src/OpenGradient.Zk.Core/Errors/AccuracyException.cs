// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The model works in integers, but not as accurately as was asked for.</summary>
public sealed class AccuracyException : ZkException
{
    /// <summary>The message is a whole sentence with the measured and the allowed error.</summary>
    public AccuracyException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <inheritdoc/>
    public override string Code => "accuracy_gate";
}
