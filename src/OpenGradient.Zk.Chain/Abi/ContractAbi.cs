// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using OpenGradient.Zk.Contracts;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>
/// What a contract offers: functions, events and errors, read from the compiler's ABI JSON. Immutable.
/// </summary>
public sealed class ContractAbi
{
    private ContractAbi(
        string name, IReadOnlyList<AbiParameter> constructor, IReadOnlyList<AbiFunction> functions,
        IReadOnlyList<AbiEvent> events, IReadOnlyList<AbiError> errors)
    {
        Name = name;
        ConstructorInputs = constructor;
        Functions = functions;
        Events = events;
        Errors = errors;
    }

    /// <summary>The contract's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The constructor's arguments; none when the source has no constructor.</summary>
    public IReadOnlyList<AbiParameter> ConstructorInputs { get; }

    /// <summary>The functions.</summary>
    public IReadOnlyList<AbiFunction> Functions { get; }

    /// <summary>The events.</summary>
    public IReadOnlyList<AbiEvent> Events { get; }

    /// <summary>The custom errors, those of contracts further down included when they were added.</summary>
    public IReadOnlyList<AbiError> Errors { get; }

    /// <summary>
    /// Reads ABI JSON, an array as solc writes it. <paramref name="hints"/> maps error signatures to advice.
    /// </summary>
    /// <exception cref="AbiException">Not such JSON, or a type that is not read here.</exception>
    public static ContractAbi Parse(
        string json, string name = "contract", IReadOnlyDictionary<string, string>? hints = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, name, hints ?? new Dictionary<string, string>());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AbiException(
                $"The ABI of {name} is not the JSON array that solc writes ({error.Message})", error);
        }
    }

    /// <summary>
    /// The ABI of one of this project's contracts. It also knows the errors of all the others, since the error of a
    /// verifier surfaces through the contract that called it.
    /// </summary>
    public static ContractAbi Of(ContractArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var abi = Parse(artifact.AbiJson, artifact.Name, artifact.ErrorNotices);
        var others = ContractArtifacts.Names.Select(ContractArtifacts.Get).Select(
            a => Parse(a.AbiJson, a.Name, a.ErrorNotices));
        return abi.WithErrorsOf([.. others]);
    }

    /// <summary>The ABI of the contract of that name among this project's artifacts.</summary>
    /// <exception cref="ArgumentException">No such artifact; the message lists those there are.</exception>
    public static ContractAbi Of(string artifactName) => Of(ContractArtifacts.Get(artifactName));

    /// <summary>This ABI, also knowing the errors of contracts it calls.</summary>
    public ContractAbi WithErrorsOf(params IReadOnlyList<ContractAbi> others) => new(
        Name, ConstructorInputs, Functions, Events,
        [.. Errors.Concat(others.SelectMany(o => o.Errors)).DistinctBy(e => e.Signature)]);

    /// <summary>A function by name, or by whole signature when it is overloaded.</summary>
    /// <exception cref="AbiException">No such function, or several.</exception>
    public AbiFunction Function(string nameOrSignature)
    {
        var found = Functions.Where(f => f.Name == nameOrSignature || f.Signature == nameOrSignature).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AbiException(
                $"{Name} has no function \"{nameOrSignature}\"; it has: " +
                $"{string.Join(", ", Functions.Select(f => f.Signature))}."),
            _ => throw new AbiException(
                $"{Name} has several functions \"{nameOrSignature}\"; name one by its signature: " +
                $"{string.Join(", ", found.Select(f => f.Signature))}."),
        };
    }

    /// <summary>Calldata: selector and arguments.</summary>
    /// <exception cref="AbiException">No such function, or arguments that do not fit.</exception>
    public byte[] EncodeCall(string function, params IReadOnlyList<object?> arguments)
    {
        var called = Function(function);
        return [.. called.Selector.Span, .. AbiEncoder.Encode(called.Inputs, arguments, $"{Name}.{called.Name}")];
    }

    /// <summary>The constructor's arguments, to append to the creation code.</summary>
    /// <exception cref="AbiException">Arguments that do not fit.</exception>
    public byte[] EncodeConstructor(params IReadOnlyList<object?> arguments) =>
        AbiEncoder.Encode(ConstructorInputs, arguments, $"The constructor of {Name}");

    /// <summary>The arguments in calldata made for one of this contract's functions.</summary>
    /// <exception cref="AbiException">Another selector, or data that does not fit.</exception>
    public (AbiFunction Function, AbiValues Arguments) DecodeCall(ReadOnlyMemory<byte> calldata)
    {
        var called = calldata.Length < AbiSignature.SelectorSize
            ? null
            : Functions.FirstOrDefault(f => f.Selector.Span.SequenceEqual(calldata.Span[..AbiSignature.SelectorSize]));
        return called is null
            ? throw new AbiException($"The calldata calls no function of {Name}.")
            : (called, AbiDecoder.Decode(called.Inputs, calldata[AbiSignature.SelectorSize..], $"{Name}.{called.Name}"));
    }

    /// <summary>What a function returned.</summary>
    /// <exception cref="AbiException">No such function, or data that does not fit.</exception>
    public AbiValues DecodeResult(string function, ReadOnlyMemory<byte> data)
    {
        var called = Function(function);
        return AbiDecoder.Decode(called.Outputs, data, $"{Name}.{called.Name}");
    }

    /// <summary>The custom error with these first four bytes; null when unknown.</summary>
    internal AbiError? FindError(ReadOnlySpan<byte> selector)
    {
        foreach (var error in Errors)
        {
            if (error.Selector.Span.SequenceEqual(selector))
            {
                return error;
            }
        }
        return null;
    }

    /// <summary>The event with this first topic; null when unknown.</summary>
    internal AbiEvent? FindEvent(Digest256 topic) => Events.FirstOrDefault(e => e.Topic == topic);

    private static ContractAbi Read(JsonElement root, string name, IReadOnlyDictionary<string, string> hints)
    {
        var entries = root.EnumerateArray().Select(e => (Kind: e.GetProperty("type").GetString(), Entry: e)).ToList();
        IEnumerable<(string Name, JsonElement Entry)> Of(string kind) =>
            entries.Where(e => e.Kind == kind).Select(
                e => (e.Entry.GetProperty("name").GetString() ?? string.Empty, e.Entry));
        var constructor = entries.Where(e => e.Kind == "constructor").Select(
            e => AbiTypeReader.Parameters(e.Entry, "inputs")).FirstOrDefault() ?? [];
        var functions = Of("function").Select(f => new AbiFunction(
            f.Name, AbiTypeReader.Parameters(f.Entry, "inputs"), AbiTypeReader.Parameters(f.Entry, "outputs"),
            f.Entry.GetProperty("stateMutability").GetString() ?? string.Empty));
        var events = Of("event").Select(e => new AbiEvent(e.Name, AbiTypeReader.Parameters(e.Entry, "inputs")));
        var errors = Of("error").Select(e => new AbiError(e.Name, AbiTypeReader.Parameters(e.Entry, "inputs")))
            .Select(e => hints.TryGetValue(e.Signature, out var hint) ? e with { Hint = hint } : e);
        return new ContractAbi(name, constructor, [.. functions], [.. events], [.. errors]);
    }
}
