// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx;

/// <summary>Index arithmetic on row-major shapes.</summary>
internal static class Shapes
{
    /// <summary>The largest tensor that is handled, in entries.</summary>
    public const int MaxEntries = 1 << 24;

    /// <summary>The number of entries, or −1 if there are more than <see cref="MaxEntries"/>.</summary>
    public static int Size(IReadOnlyList<int> shape)
    {
        long size = 1;
        foreach (var dimension in shape)
        {
            size *= dimension;
            if (size > MaxEntries)
            {
                return -1;
            }
        }
        return (int)size;
    }

    public static string Text(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>strides[d]: how far apart two entries are whose index differs by one in dimension d.</summary>
    public static int[] Strides(IReadOnlyList<int> shape)
    {
        var strides = new int[shape.Count];
        for (int d = shape.Count - 1, stride = 1; d >= 0; stride *= shape[d], d--)
        {
            strides[d] = stride;
        }
        return strides;
    }

    /// <summary>The common shape of numpy's broadcasting rule, or null if there is none.</summary>
    public static int[]? Broadcast(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        var result = new int[Math.Max(a.Count, b.Count)];
        for (var d = 0; d < result.Length; d++)
        {
            var (i, j) = (a.Count - result.Length + d, b.Count - result.Length + d);
            var (m, n) = (i < 0 ? 1 : a[i], j < 0 ? 1 : b[j]);
            if (m != n && m != 1 && n != 1)
            {
                return null;
            }
            result[d] = m == 1 ? n : m;
        }
        return result;
    }

    /// <summary>map[i]: the entry of a tensor of shape <paramref name="from"/> that stands at i after broadcasting.</summary>
    public static int[] BroadcastMap(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        var strides = Strides(from);
        var aligned = new int[to.Count];
        for (var d = 0; d < to.Count; d++)
        {
            var source = from.Count - to.Count + d;
            aligned[d] = source < 0 || from[source] == 1 ? 0 : strides[source];
        }
        return StridedMap(to, aligned, 0);
    }

    /// <summary>map[i] = start + Σ_d index_d(i) · strides[d], for all i of <paramref name="shape"/> in row-major order.</summary>
    public static int[] StridedMap(IReadOnlyList<int> shape, IReadOnlyList<int> strides, int start)
    {
        var map = new int[Size(shape)];
        var index = new int[shape.Count];
        for (int i = 0, at = start; i < map.Length; i++)
        {
            map[i] = at;
            for (var d = shape.Count - 1; d >= 0; d--)
            {
                at += strides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }
                at -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
        return map;
    }
}
