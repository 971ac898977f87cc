// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace OpenGradient.Zk.Proving;

/// <summary>Integer inference with every constraint checked. "No" is an answer, and names the place.</summary>
/// <param name="Published">The published values; empty if a constraint does not hold.</param>
/// <param name="Failure">Where a constraint does not hold; null if all do.</param>
public sealed record MockAnswer(int[] Published, MockFailure? Failure);

/// <summary>A constraint that a witness breaks.</summary>
/// <param name="Layer">The layer, named after its ONNX node; null if the place is no layer's.</param>
/// <param name="Sentence">Place and reason; never a value.</param>
public sealed partial record MockFailure(string? Layer, string Sentence)
{
    /// <summary>Reads what native code says of a broken constraint; null if the message is about something else.</summary>
    internal static MockFailure? In(string message)
    {
        var broken = Broken().Match(message);
        if (!broken.Success)
        {
            return null;
        }
        var where = broken.Groups["where"].Value;
        var layer = Place().Match(where);
        return new MockFailure(layer.Success ? layer.Groups["name"].Value : null, where.EndsWith('.') ? where : where + ".");
    }

    // NativeStatus puts native code's "mock: …" between two sentences of its own.
    [GeneratedRegex("\\bmock: (?<where>.*?)(?: Please report it with the model's shape\\.)?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Broken();

    // The name is the model file's, and may hold quotes itself: the place after it does not.
    [GeneratedRegex("^layer \"(?<name>.*)\", (?:padding )?entry [0-9]+", RegexOptions.Singleline)]
    private static partial Regex Place();
}
