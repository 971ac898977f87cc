// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace OpenGradient.Zk.Proving.Native;

/// <summary>Fixed-size, zero-terminated UTF-8. The terminator is looked for inside the array only.</summary>
internal static class NativeText
{
    internal static string Read(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
