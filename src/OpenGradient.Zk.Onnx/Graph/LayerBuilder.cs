// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Onnx;

/// <summary>Collects layers while the graph is read, and tidies them at the end.</summary>
internal sealed class LayerBuilder(IReadOnlyList<TensorInfo> inputs)
{
    /// <summary>The most entries an input or layer may have (circuits/schema/circuit.proto).</summary>
    public const int MaxSize = 1 << 16;

    private readonly List<Draft> _drafts = [];

    private sealed record Draft(string Name, int Base, AffineForm Form, Activation Activation);

    public int SizeOf(int value) => value < inputs.Count ? inputs[value].Size : _drafts[value - inputs.Count].Form.Rows;

    /// <summary>The value id of x itself if it needs no layer, otherwise of a new layer that computes it.</summary>
    /// <param name="x">The value.</param>
    /// <param name="node">Who asks, for the error sentence.</param>
    /// <param name="force">Make a layer even where x is an input as it stands.</param>
    /// <exception cref="UnsupportedModelException">The layer would be too large.</exception>
    public int Materialize(RuntimeValue x, OperatorName node, bool force = false)
    {
        var inner = SizeOf(x.Base);
        if (!force && x.IsAffine && x.Form is SelectionForm form && form.IsIdentity(inner))
        {
            return x.Base;
        }
        if (x.Form.Rows > MaxSize)
        {
            throw node.Unsupported($"its layer would have {x.Form.Rows} outputs; the limit is {MaxSize}");
        }
        if ((long)x.Form.Rows * inner > Shapes.MaxEntries)
        {
            throw node.Unsupported(
                $"as a matrix it would have {x.Form.Rows} x {inner} entries; the limit is {Shapes.MaxEntries}");
        }
        _drafts.Add(new Draft(x.Source, x.Base, x.Form, x.Activation));
        return inputs.Count + _drafts.Count - 1;
    }

    /// <summary>x as a value on its own: its form is the identity.</summary>
    public RuntimeValue Settle(RuntimeValue x, OperatorName node)
    {
        var value = Materialize(x, node);
        return new RuntimeValue(value, SelectionForm.Identity(SizeOf(value)), Activation.Identity, x.Shape, node.Name);
    }

    /// <summary>
    /// The model: an activation that stands alone is fused into the layer before it if nobody else reads that one, and
    /// layers that no output depends on are dropped.
    /// </summary>
    public Model Finish(string name, Digest256 digest, IReadOnlyList<ModelOutput> outputs)
    {
        var drafts = _drafts.ToArray();
        var final = outputs.Select(output => output.Value).ToArray();
        var readers = new int[inputs.Count + drafts.Length];
        foreach (var value in drafts.Select(draft => draft.Base).Concat(final))
        {
            readers[value]++;
        }
        var replaced = Enumerable.Range(0, readers.Length).ToArray();
        for (var l = 0; l < drafts.Length; l++)
        {
            var draft = drafts[l] = drafts[l] with { Base = replaced[drafts[l].Base] };
            var before = draft.Base - inputs.Count;
            if (before >= 0 && readers[draft.Base] == 1 && drafts[before].Activation.Kind == ActivationKind.Identity
                && draft.Form is SelectionForm form && form.IsIdentity(SizeOf(draft.Base)))
            {
                drafts[before] = drafts[before] with { Activation = draft.Activation };
                readers[draft.Base] = readers[inputs.Count + l];
                replaced[inputs.Count + l] = draft.Base;
            }
        }
        return Compact(name, digest, outputs, drafts, replaced);
    }

    private Model Compact(
        string name, Digest256 digest, IReadOnlyList<ModelOutput> outputs, Draft[] drafts, int[] replaced)
    {
        var live = new bool[replaced.Length];
        foreach (var output in outputs)
        {
            live[replaced[output.Value]] = true;
        }
        for (var l = drafts.Length - 1; l >= 0; l--)
        {
            live[drafts[l].Base] |= live[inputs.Count + l];
        }
        var layers = new List<DenseLayer>();
        var moved = Enumerable.Range(0, replaced.Length).ToArray();
        for (var l = 0; l < drafts.Length; l++)
        {
            if (!live[inputs.Count + l])
            {
                continue;
            }
            var (source, value, form, activation) = drafts[l];
            var dense = form.ToDense(SizeOf(value));
            moved[inputs.Count + l] = inputs.Count + layers.Count;
            layers.Add(new DenseLayer(
                source, moved[value], dense.Rows, dense.Inner, dense.Weights, dense.Bias, activation));
        }
        return new Model(
            name, digest, inputs, layers, [.. outputs.Select(o => o with { Value = moved[replaced[o.Value]] })]);
    }
}
