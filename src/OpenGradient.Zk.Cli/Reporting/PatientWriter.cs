// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace OpenGradient.Zk.Cli;

/// <summary>Progress and warnings are told as far as somebody can be told: a stderr that is full or gone fails no work.</summary>
internal sealed class PatientWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // The envelope carries the warnings and the error as well.
        }
    }
}
