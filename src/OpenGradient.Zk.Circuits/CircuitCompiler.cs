// SPDX-License-Identifier: Apache-2.0
using Google.Protobuf;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Circuits;

/// <summary>Compile: QuantizedModel to Circuit. A translation without choices.</summary>
public static class CircuitCompiler
{
    /// <summary>Writes the model as a circuit.</summary>
    /// <exception cref="QuantizationException">The model has more weights than one message can hold (2^28).</exception>
    public static Circuit Compile(QuantizedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Parameters > 1L << 28)
        {
            throw new QuantizationException("", $"it has {model.Parameters} parameters; a circuit holds at most {1L << 28}");
        }
        var message = CircuitFormat.Write(model);
        return new Circuit(message.ToByteArray(), model.Schema, CircuitFormat.Digest(message));
    }
}
