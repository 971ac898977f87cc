// SPDX-License-Identifier: Apache-2.0
using System.Text;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Onnx.Schema;
using Type = OpenGradient.Zk.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace OpenGradient.Zk.Onnx;

/// <summary>A node's attributes. Each must be asked for; one that nobody asked for could change the meaning.</summary>
internal sealed class Attributes
{
    private readonly Dictionary<string, AttributeProto> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly OperatorName _node;

    public Attributes(OperatorName node, IEnumerable<AttributeProto> attributes)
    {
        _node = node;
        foreach (var attribute in attributes)
        {
            if (attribute.HasRefAttrName && attribute.RefAttrName.Length > 0)
            {
                throw node.Unsupported($"attribute \"{attribute.Name}\" refers to a function's parameter");
            }
            if (!_byName.TryAdd(attribute.Name, attribute))
            {
                throw node.Invalid($"attribute \"{attribute.Name}\" is given twice");
            }
        }
    }

    public bool Has(string name)
    {
        _asked.Add(name);
        return _byName.ContainsKey(name);
    }

    public long Int(string name, long otherwise) => Find(name, Type.Int) is { } a ? a.I : otherwise;

    public bool Flag(string name, bool otherwise = false) => Int(name, otherwise ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        var value => throw _node.Invalid($"attribute \"{name}\" is {value}, not 0 or 1"),
    };

    public double Float(string name, double otherwise)
    {
        var value = Find(name, Type.Float) is { } a ? a.F : otherwise;
        return double.IsNaN(value) ? throw _node.Invalid($"attribute \"{name}\" is not a number") : value;
    }

    public string Text(string name, string otherwise) =>
        Find(name, Type.String) is { } a ? Encoding.UTF8.GetString(a.S.Span) : otherwise;

    public long[]? Ints(string name) => Find(name, Type.Ints)?.Ints.ToArray();

    public float[]? Floats(string name) => Find(name, Type.Floats)?.Floats.ToArray();

    public TensorProto? Tensor(string name) => Find(name, Type.Tensor)?.T;

    /// <summary>An attribute without influence on inference.</summary>
    public void Ignore(params string[] names) => _asked.UnionWith(names);

    /// <exception cref="UnsupportedModelException">There is an attribute nobody asked for.</exception>
    public void RequireAllAsked()
    {
        foreach (var name in _byName.Keys)
        {
            if (!_asked.Contains(name))
            {
                throw _node.Unsupported($"attribute \"{name}\" is not supported");
            }
        }
    }

    private AttributeProto? Find(string name, Type type)
    {
        _asked.Add(name);
        if (!_byName.TryGetValue(name, out var attribute))
        {
            return null;
        }
        if (attribute.HasType && attribute.Type != Type.Undefined && attribute.Type != type)
        {
            throw _node.Invalid($"attribute \"{name}\" is of type {attribute.Type}, not {type}");
        }
        return attribute;
    }
}
