// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Reads one node: its outputs as values, or an exception that says why not.</summary>
internal delegate IReadOnlyList<TensorValue> OperatorImporter(OperatorContext node);

/// <summary>The operators that are supported. What is not in this table is refused.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, OperatorImporter> ByType = new(StringComparer.Ordinal);

    // Operators that people meet often, with what to do instead.
    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["Softmax"] = "Softmax is not supported; end the model at its logits and apply softmax to the proven outputs",
        ["LogSoftmax"] = "LogSoftmax is not supported; end the model at its logits",
        ["ArgMax"] = "ArgMax is not supported; end the model at its logits and take the largest proven output",
        ["MaxPool"] = "MaxPool is not supported; AveragePool is",
        ["Sign"] = "Sign jumps, so rounding could flip its output; only continuous functions are supported",
        ["Floor"] = "Floor jumps, so rounding could flip its output; only continuous functions are supported",
        ["Ceil"] = "Ceil jumps, so rounding could flip its output; only continuous functions are supported",
        ["Round"] = "Round jumps, so rounding could flip its output; only continuous functions are supported",
    };

    static OperatorTable()
    {
        LinearOperators.Register(ByType);
        ConvolutionOperators.Register(ByType);
        ArithmeticOperators.Register(ByType);
        ActivationOperators.Register(ByType);
        LayoutOperators.Register(ByType);
        SelectionOperators.Register(ByType);
    }

    /// <exception cref="UnsupportedModelException">The operator is not in the table.</exception>
    public static OperatorImporter Find(OperatorName node, string domain)
    {
        if (domain is not ("" or "ai.onnx"))
        {
            throw node.Unsupported($"operators of the domain \"{domain}\" are not supported");
        }
        return ByType.TryGetValue(node.Type, out var importer)
            ? importer
            : throw node.Unsupported(Advice.GetValueOrDefault(node.Type, $"the operator {node.Type} is not supported"));
    }
}
