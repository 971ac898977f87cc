// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>One ONNX node and whether it can be proven.</summary>
/// <param name="Name">The node's name, or its first output where it has none.</param>
/// <param name="Op">The operator.</param>
/// <param name="Supported">False if this node stands in the way.</param>
/// <param name="Reason">Why not, or a remark; null if there is nothing to say.</param>
public sealed record NodeInspection(string Name, string Op, bool Supported, string? Reason);

/// <summary>An input or output as the file declares it.</summary>
/// <param name="Name">The ONNX name.</param>
/// <param name="ElementType">The ONNX element type, such as "float".</param>
/// <param name="Shape">Dimensions; a symbolic batch reads as 1, other unknown dimensions as −1.</param>
public sealed record TensorInspection(string Name, string ElementType, IReadOnlyList<int> Shape);

/// <summary>What is in an ONNX file, and what stands in the way of proving it.</summary>
/// <param name="Name">The graph's name.</param>
/// <param name="Opset">The version of the default operator set.</param>
/// <param name="Supported">True if the model can be imported.</param>
/// <param name="Nodes">All nodes, in the file's order.</param>
/// <param name="Problems">Everything that stands in the way, as sentences; empty if supported.</param>
/// <param name="Parameters">Numbers stored in float tensors.</param>
/// <param name="Macs">Multiplications of one inference as it would be proven; 0 if not supported.</param>
/// <param name="Inputs">Inputs, without those that have an initial value.</param>
/// <param name="Outputs">Outputs.</param>
public sealed record OnnxInspection(
    string Name,
    int Opset,
    bool Supported,
    IReadOnlyList<NodeInspection> Nodes,
    IReadOnlyList<string> Problems,
    long Parameters,
    long Macs,
    IReadOnlyList<TensorInspection> Inputs,
    IReadOnlyList<TensorInspection> Outputs);
