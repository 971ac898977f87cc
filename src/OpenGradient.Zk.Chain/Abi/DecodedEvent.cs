// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>An event read from a receipt.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Emitter">The contract that emitted it: compare it before you trust the values.</param>
/// <param name="Values">
/// The values in the order of the declaration. An indexed value of dynamic type is only known as its Keccak-256,
/// given as 32 bytes.
/// </param>
public sealed record DecodedEvent(string Name, EthereumAddress Emitter, AbiValues Values)
{
    /// <summary>Reads the log entry when it is an event of <paramref name="abi"/>; otherwise null.</summary>
    /// <exception cref="AbiException">The topic is known but the data does not fit.</exception>
    public static DecodedEvent? TryDecode(LogEntry log, ContractAbi abi)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(abi);
        if (log.Topics.Count == 0 || abi.FindEvent(log.Topics[0]) is not { } declared)
        {
            return null;
        }
        var owner = $"The event {declared.Name}";
        var indexed = declared.Inputs.Where(p => p.Indexed).ToList();
        if (log.Topics.Count != 1 + indexed.Count)
        {
            throw new AbiException(
                $"{owner} has {indexed.Count} indexed values; the log entry has {log.Topics.Count - 1}.");
        }
        var topics = new Queue<object?>(indexed.Select((p, i) => Topic(p, log.Topics[1 + i], owner)));
        var data = new Queue<object?>(AbiDecoder.Decode([.. declared.Inputs.Where(p => !p.Indexed)], log.Data, owner));
        var parameters = declared.Inputs.Select(p => p.Indexed ? p with { Type = TopicType(p.Type) } : p).ToList();
        var values = parameters.Select(p => (p.Indexed ? topics : data).Dequeue()).ToArray();
        return new DecodedEvent(declared.Name, log.Address, new AbiValues(parameters, values));
    }

    private static object? Topic(AbiParameter parameter, Digest256 topic, string owner) =>
        AbiDecoder.Decode([parameter with { Type = TopicType(parameter.Type) }], topic.ToArray(), owner)[0];

    // What does not fit one word is stored as its hash.
    private static AbiType TopicType(AbiType type) =>
        type is AbiBytes or AbiArray or AbiTuple ? new AbiFixedBytes(Digest256.Size) : type;
}
