// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;

namespace OpenGradient.Zk.Onnx;

/// <summary>
/// Reads one graph, node by node, in the file's order (ONNX requires a topological one). A node that is not supported is
/// noted and its outputs become <see cref="UnknownValue"/>, so that all problems are found in one go.
/// </summary>
internal sealed class GraphImport
{
    /// <summary>The most entries that all values of a graph may have together (512 MiB of doubles).</summary>
    private const long MaxEntries = 1L << 26;

    private readonly ModelProto _model;
    private readonly Digest256 _digest;
    private readonly string _file;
    private readonly Dictionary<string, TensorValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly List<NodeInspection> _nodes = [];
    private readonly List<TensorInfo> _inputs = [];
    private readonly LayerBuilder _layers;
    private int _opset;
    private long _entries;

    public GraphImport(ModelProto model, Digest256 digest, string file)
    {
        (_model, _digest, _file) = (model, digest, file);
        _layers = new LayerBuilder(_inputs);
    }

    /// <summary>What stands in the way, in the order it was met.</summary>
    public List<UnsupportedModelException> Problems { get; } = [];

    /// <summary>The result; null if there are problems.</summary>
    public Model? Model { get; private set; }

    private GraphProto Graph => _model.Graph;

    /// <exception cref="InvalidModelException">The graph contradicts itself.</exception>
    public void Run()
    {
        Attempt(ReadOpset);
        CountUses();
        ReadInitializers();
        ReadInputs();
        foreach (var node in Graph.Node)
        {
            ReadNode(node);
        }
        var outputs = ReadOutputs();
        if (Problems.Count == 0)
        {
            var model = _layers.Finish(
                Graph.Name.Length > 0 ? Graph.Name : Path.GetFileNameWithoutExtension(_file), _digest, outputs);
            RequireInputsRead(model);
            Model = Problems.Count == 0 ? model : null;
        }
    }

    public OnnxInspection Inspection() => new(
        Graph.Name,
        _opset,
        Problems.Count == 0,
        _nodes,
        [.. Problems.Select(problem => problem.Message)],
        Graph.Initializer.Where(tensor => tensor.DataType is 1 or 10 or 11)
            .Sum(tensor => tensor.Dims.Aggregate(1L, (count, dimension) => count * dimension)),
        Model?.Macs ?? 0,
        [.. Graph.Input.Where(input => Graph.Initializer.All(t => t.Name != input.Name)).Select(ValueInfo.Describe)],
        [.. Graph.Output.Select(ValueInfo.Describe)]);

    // A value that reaches no output cannot be bound by a proof.
    private void RequireInputsRead(Model model)
    {
        var read = model.Layers.Select(layer => layer.Input).ToHashSet();
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            if (!read.Contains(i))
            {
                Problems.Add(new UnsupportedModelException(
                    model.Inputs[i].Name, "input", "no output depends on it; remove it from the graph"));
            }
        }
    }

    private void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (UnsupportedModelException e)
        {
            Problems.Add(e);
        }
    }

    private void ReadOpset()
    {
        var versions = _model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version).ToArray();
        if (versions.Length != 1)
        {
            throw versions.Length > 1
                ? new InvalidModelException(_file, "it names the default operator set twice")
                : new UnsupportedModelException("", "", "it does not use the default operator set of ONNX");
        }
        _opset = (int)Math.Clamp(versions[0], 0, int.MaxValue);
        if (_opset is < OnnxModel.MinOpset or > OnnxModel.MaxOpset)
        {
            throw new UnsupportedModelException(
                "", "", $"it uses operator set {_opset}; {OnnxModel.MinOpset} to {OnnxModel.MaxOpset} are supported");
        }
    }

    private void CountUses()
    {
        foreach (var name in Graph.Node.SelectMany(node => node.Input).Concat(Graph.Output.Select(output => output.Name)))
        {
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
        }
    }

    private void ReadInitializers()
    {
        foreach (var tensor in Graph.Initializer)
        {
            TensorValue value = new UnknownValue();
            Attempt(() => value = TensorReader.Read(tensor, tensor.Name, _file));
            Define(tensor.Name, value);
        }
        if (Graph.SparseInitializer.Count > 0)
        {
            Problems.Add(new UnsupportedModelException("", "", "sparse weights are not supported; save them dense"));
        }
    }

    private void ReadInputs()
    {
        var stored = Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in Graph.Input.Where(input => !stored.Contains(input.Name)))
        {
            TensorValue value = new UnknownValue();
            Attempt(() =>
            {
                var info = ValueInfo.Read(input, _file);
                if (info.Size > LayerBuilder.MaxSize)
                {
                    throw new UnsupportedModelException(
                        input.Name, "input", $"it has {info.Size} entries; the limit is {LayerBuilder.MaxSize}");
                }
                value = new RuntimeValue(
                    _inputs.Count, SelectionForm.Identity(info.Size), Activation.Identity, [.. info.Shape], input.Name);
                _inputs.Add(info);
            });
            Define(input.Name, value);
        }
    }

    private void ReadNode(NodeProto node)
    {
        var name = new OperatorName(_file, node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(""), node.OpType);
        IReadOnlyList<TensorValue> results = [];
        try
        {
            results = Import(node, name, out var remark);
            _nodes.Add(new NodeInspection(name.Name, name.Type, true, remark));
        }
        catch (UnsupportedModelException e)
        {
            Problems.Add(e);
            _nodes.Add(new NodeInspection(name.Name, name.Type, false, e.Reason));
        }
        for (var i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                Define(node.Output[i], i < results.Count ? results[i] : new UnknownValue());
            }
        }
    }

    private IReadOnlyList<TensorValue> Import(NodeProto node, OperatorName name, out string? remark)
    {
        remark = null;
        var importer = OperatorTable.Find(name, node.Domain);
        var inputs = node.Input.Select(input => input.Length == 0 ? null : Lookup(input, name)).ToArray();
        if (inputs.Any(input => input is UnknownValue))
        {
            remark = "not checked: an input comes from something that is not supported";
            return [];
        }
        var attributes = new Attributes(name, node.Attribute);
        var outputs = node.Output.Count;
        while (outputs > 1 && !_uses.ContainsKey(node.Output[outputs - 1]))
        {
            outputs--;
        }
        var results = importer(new OperatorContext(name, _opset, inputs, attributes, outputs, _layers));
        attributes.RequireAllAsked();
        Charge(results, name);
        // What several nodes read becomes a layer of its own, so that it is computed once.
        return [.. results.Select((result, i) =>
            result is RuntimeValue x && i < node.Output.Count && _uses.GetValueOrDefault(node.Output[i]) > 1
                && (x.Form is DenseForm || !x.IsAffine)
                ? _layers.Settle(x, name)
                : result)];
    }

    // A small file can ask for a lot of memory; a limit on all entries together keeps that in bounds.
    private void Charge(IReadOnlyList<TensorValue> results, OperatorName node)
    {
        _entries += results.Sum(result => result is RuntimeValue { Form: DenseForm form } ? form.Weights.LongLength : result.Size);
        if (_entries > MaxEntries)
        {
            throw node.Unsupported($"up to here the model's tensors and matrices have more than {MaxEntries} entries");
        }
    }

    private TensorValue Lookup(string input, OperatorName node) => _values.TryGetValue(input, out var value)
        ? value
        : throw node.Invalid($"its input \"{input}\" is not computed by an earlier node (a cycle, or a wrong order)");

    private void Define(string name, TensorValue value)
    {
        if (!_values.TryAdd(name, value))
        {
            throw new InvalidModelException(_file, $"the value \"{name}\" is defined twice");
        }
    }

    private List<ModelOutput> ReadOutputs()
    {
        var outputs = new List<ModelOutput>();
        if (Graph.Output.Count == 0)
        {
            throw new InvalidModelException(_file, "its graph has no outputs");
        }
        foreach (var output in Graph.Output)
        {
            if (!_values.TryGetValue(output.Name, out var value))
            {
                throw new InvalidModelException(_file, $"nothing computes the output \"{output.Name}\"");
            }
            Attempt(() => ReadOutput(output, value, outputs));
        }
        return outputs;
    }

    private void ReadOutput(ValueInfoProto output, TensorValue value, List<ModelOutput> outputs)
    {
        if (value is UnknownValue)
        {
            return;
        }
        var node = new OperatorName(_file, output.Name, "output");
        if (value is not RuntimeValue x)
        {
            throw node.Unsupported("it is a constant, which needs no proof");
        }
        var id = _layers.Materialize(x, node);
        if (id < _inputs.Count)
        {
            id = _layers.Materialize(x, node, force: true);
        }
        var type = output.Type?.TensorType?.ElemType == 11 ? TensorElementType.Float64 : TensorElementType.Float32;
        outputs.Add(new ModelOutput(new TensorInfo(output.Name, x.Shape, type), id));
    }
}
