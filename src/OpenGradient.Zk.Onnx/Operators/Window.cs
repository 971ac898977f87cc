// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx;

/// <summary>A window sliding over the spatial dimensions: kernel, strides, dilations, padding.</summary>
internal sealed class Window
{
    private readonly int[] _input, _kernel, _strides, _dilations, _begin;

    private Window(int[] input, int[] kernel, int[] strides, int[] dilations, int[] begin, int[] output)
    {
        (_input, _kernel, _strides, _dilations, _begin, Output) = (input, kernel, strides, dilations, begin, output);
    }

    /// <summary>The spatial shape of the result.</summary>
    public int[] Output { get; }

    /// <summary>One window over everything.</summary>
    public static Window Whole(int[] input)
    {
        var ones = input.Select(_ => 1).ToArray();
        return new Window(input, input, ones, ones, new int[input.Length], ones);
    }

    /// <summary>Reads strides, dilations, pads, auto_pad and kernel_shape.</summary>
    public static Window Read(OperatorContext node, int[] input, int[] kernel)
    {
        var rank = input.Length;
        int[] Small(string name, int count, int least, int otherwise)
        {
            var values = node.Attributes.Ints(name) ?? [.. Enumerable.Repeat((long)otherwise, count)];
            return values.Length == count && values.All(value => value >= least && value <= 1 << 16)
                ? [.. values.Select(value => (int)value)]
                : throw node.Name.Invalid($"{name} [{string.Join(", ", values)}] does not fit {count} dimensions");
        }
        var (strides, dilations) = (Small("strides", rank, 1, 1), Small("dilations", rank, 1, 1));
        var pads = Small("pads", 2 * rank, 0, 0);
        if (kernel.Length != rank || !Small("kernel_shape", rank, 1, 1).Zip(kernel).All(pair =>
            !node.Attributes.Has("kernel_shape") || pair.First == pair.Second))
        {
            throw node.Name.Invalid($"the kernel {Shapes.Text(kernel)} does not fit the input {Shapes.Text(input)}");
        }
        var (begin, output) = (new int[rank], new int[rank]);
        var autoPad = node.Attributes.Text("auto_pad", "NOTSET");
        for (var d = 0; d < rank; d++)
        {
            var reach = (long)dilations[d] * (kernel[d] - 1) + 1;
            if (reach > Shapes.MaxEntries)
            {
                throw node.Name.Unsupported($"its dilated kernel spans {reach} entries");
            }
            var same = (input[d] + strides[d] - 1) / strides[d];
            var total = (int)Math.Max(0, (same - 1) * (long)strides[d] + reach - input[d]);
            (begin[d], var padding) = autoPad switch
            {
                "NOTSET" or "" => (pads[d], pads[d] + pads[rank + d]),
                "VALID" => (0, 0),
                "SAME_UPPER" => (total / 2, total),
                "SAME_LOWER" => (total - total / 2, total),
                _ => throw node.Name.Unsupported($"auto_pad \"{autoPad}\" is not known"),
            };
            output[d] = (int)((input[d] + padding - reach) / strides[d]) + 1;
            if (input[d] + padding < reach)
            {
                throw node.Name.Invalid($"the kernel {Shapes.Text(kernel)} is larger than the padded input {Shapes.Text(input)}");
            }
        }
        return new Window(input, kernel, strides, dilations, begin, output);
    }

    /// <summary>
    /// Every (position in the result, position in the input, position in the kernel) that meet; padding is left out.
    /// </summary>
    public IEnumerable<(int At, int From, int Tap)> Taps()
    {
        var (outStrides, inStrides, tapStrides) = (Shapes.Strides(Output), Shapes.Strides(_input), Shapes.Strides(_kernel));
        var taps = Shapes.Size(_kernel);
        for (var at = 0; at < Shapes.Size(Output); at++)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                int from = 0, d = 0;
                for (; d < Output.Length; d++)
                {
                    var i = at / outStrides[d] % Output[d] * _strides[d]
                        + tap / tapStrides[d] % _kernel[d] * _dilations[d] - _begin[d];
                    if (i < 0 || i >= _input[d])
                    {
                        break;
                    }
                    from += i * inStrides[d];
                }
                if (d == Output.Length)
                {
                    yield return (at, from, tap);
                }
            }
        }
    }
}
