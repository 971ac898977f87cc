// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Chain.Abi;

/// <summary>From decoded values to the C# type asked for.</summary>
internal static class AbiConvert
{
    /// <exception cref="AbiException">Another type, or an integer that does not fit.</exception>
    internal static T To<T>(object? value, AbiType type, string label)
    {
        try
        {
            object? converted = value switch
            {
                T same => same,
                BigInteger number => Integer(typeof(T), number),
                byte[] { Length: Digest256.Size } bytes when typeof(T) == typeof(Digest256) => new Digest256(bytes),
                object?[] items when typeof(T) == typeof(BigInteger[]) => items.Cast<BigInteger>().ToArray(),
                _ => null,
            };
            return converted is T result
                ? result
                : throw new AbiException($"The value \"{label}\" is a {type}; it cannot be read as {typeof(T).Name}.");
        }
        catch (Exception error) when (error is OverflowException or InvalidCastException)
        {
            throw new AbiException($"The value \"{label}\" ({value}) does not fit {typeof(T).Name}.", error);
        }
    }

    private static object? Integer(Type type, BigInteger number) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => (int)number,
        TypeCode.Int64 => (long)number,
        TypeCode.UInt32 => (uint)number,
        TypeCode.UInt64 => (ulong)number,
        _ => null,
    };
}
