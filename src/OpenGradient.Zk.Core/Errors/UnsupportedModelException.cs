// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>The model is well formed, but has something that is not proven here.</summary>
public sealed class UnsupportedModelException : ZkException
{
    /// <summary>Names the node, its operator and the reason.</summary>
    /// <param name="node">The ONNX node's name, or its first output where it has none; empty if no node is at fault.</param>
    /// <param name="operatorType">The operator, such as "Softmax".</param>
    /// <param name="reason">A clause, such as "Softmax is not supported; end the model at its logits".</param>
    public UnsupportedModelException(string node, string operatorType, string reason)
        : base(node.Length == 0 ? $"The model is not supported: {reason}." : $"Node \"{node}\" ({operatorType}): {reason}.")
    {
        Node = node;
        OperatorType = operatorType;
        Reason = reason;
    }

    /// <inheritdoc/>
    public override string Code => "unsupported_model";

    /// <summary>The node's name; may be empty.</summary>
    public string Node { get; }

    /// <summary>The operator; may be empty.</summary>
    public string OperatorType { get; }

    /// <summary>Why, as a clause without a final stop.</summary>
    public string Reason { get; }
}
