// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>A file of ours (.ogq, .ogc, a schema) is damaged, of another version, or not of this kind.</summary>
public sealed class InvalidArtifactException : ZkException
{
    /// <summary>Names the file and the reason.</summary>
    public InvalidArtifactException(string file, string reason, Exception? inner = null)
        : base($"The file \"{file}\" cannot be used: {reason}.", inner)
    {
        File = file;
    }

    /// <inheritdoc/>
    public override string Code => "invalid_artifact";

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }
}
