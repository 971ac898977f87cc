// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace OpenGradient.Zk.Chain.Processes;

/// <summary>Lines, up to a number of characters; what comes later is dropped. Thread-safe.</summary>
internal sealed class BoundedText(int longest)
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    internal void AppendLine(string line)
    {
        lock (_lock)
        {
            var room = longest - _text.Length - 1;
            if (room > 0)
            {
                _text.Append(line.AsSpan(0, Math.Min(line.Length, room))).Append('\n');
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }
}
