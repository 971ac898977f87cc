// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Globalization;
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>
/// Decoded values, by position or name. Integers are <see cref="BigInteger"/>, addresses <see cref="EthereumAddress"/>,
/// bytes are byte arrays, arrays and structs are object arrays.
/// </summary>
public sealed class AbiValues : IReadOnlyList<object?>
{
    private readonly IReadOnlyList<AbiParameter> _parameters;
    private readonly object?[] _values;

    internal AbiValues(IReadOnlyList<AbiParameter> parameters, object?[] values)
    {
        _parameters = parameters;
        _values = values;
    }

    /// <summary>No values.</summary>
    public static AbiValues Empty { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public object? this[int index] => _values[index];

    /// <summary>The names, in order; empty where the source gave none.</summary>
    public IEnumerable<string> Names => _parameters.Select(p => p.Name);

    /// <summary>
    /// The value at a position as <typeparamref name="T"/>: its own type, or int, long, uint, ulong for integers that
    /// fit, or <see cref="Digest256"/> for bytes32.
    /// </summary>
    /// <exception cref="AbiException">Another type, or an integer that does not fit.</exception>
    public T Get<T>(int index) => AbiConvert.To<T>(_values[index], _parameters[index].Type, Label(index));

    /// <summary>The value of that name as <typeparamref name="T"/>.</summary>
    /// <exception cref="AbiException">No such name, another type, or an integer that does not fit.</exception>
    public T Get<T>(string name)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (_parameters[i].Name == name)
            {
                return Get<T>(i);
            }
        }
        throw new AbiException($"There is no value named \"{name}\"; there are: {string.Join(", ", Names)}.");
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>"name: value, …" on one line; bytes in hexadecimal.</summary>
    public override string ToString() => string.Join(", ", _values.Select((v, i) => $"{Label(i)}: {Text(v)}"));

    private string Label(int index) =>
        _parameters[index].Name.Length > 0 ? _parameters[index].Name : index.ToString(CultureInfo.InvariantCulture);

    // What a contract sends is untrusted: text is quoted, shortened and made printable.
    private static string Text(object? value) => value switch
    {
        byte[] { Length: <= 64 } bytes => HexText.FromBytes(bytes),
        byte[] bytes => $"{HexText.FromBytes(bytes.AsSpan(0, 64))}… ({bytes.Length} bytes)",
        string text => $"\"{Printable.Line(text, 200)}\"",
        object?[] { Length: <= 16 } items => $"[{string.Join(", ", items.Select(Text))}]",
        object?[] items => $"[{string.Join(", ", items.Take(16).Select(Text))}, … ({items.Length} elements)]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "null",
    };
}
