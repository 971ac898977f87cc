// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Proving.Native;

/// <summary>ogzk_buffer: bytes owned by the library, zeroed when freed.</summary>
internal sealed class BufferHandle : NativeHandle
{
    internal long Size => checked((long)Ogzk.ogzk_buffer_size(this));

    /// <summary>A copy on the managed heap: for public values only.</summary>
    internal byte[] ToArray()
    {
        var bytes = new byte[checked((int)Size)];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Fills the span, which has the buffer's size.</summary>
    internal void CopyTo(Span<byte> destination) => Use(destination, static (source, target) => source.CopyTo(target));

    /// <summary>Lends the bytes for the length of one call; the handle cannot be released meanwhile.</summary>
    internal unsafe void Use<TState>(TState state, BufferAction<TState> action) where TState : allows ref struct
    {
        var added = false;
        try
        {
            DangerousAddRef(ref added);
            var size = checked((int)Size);
            action(size == 0 ? default : new ReadOnlySpan<byte>(Ogzk.ogzk_buffer_data(this), size), state);
        }
        finally
        {
            if (added)
            {
                DangerousRelease();
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        Ogzk.ogzk_buffer_destroy(handle);
        return true;
    }
}

/// <summary>What is done with a buffer's bytes while they are lent.</summary>
internal delegate void BufferAction<TState>(ReadOnlySpan<byte> bytes, TState state) where TState : allows ref struct;
