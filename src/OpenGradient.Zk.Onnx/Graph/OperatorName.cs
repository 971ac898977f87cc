// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>A node as errors name it.</summary>
/// <param name="File">The model file.</param>
/// <param name="Name">The node's name, or its first output where it has none.</param>
/// <param name="Type">The operator.</param>
internal sealed record OperatorName(string File, string Name, string Type)
{
    public UnsupportedModelException Unsupported(string reason) => new(Name, Type, reason);

    public InvalidModelException Invalid(string reason) => new(File, $"node \"{Name}\" ({Type}): {reason}");
}
