// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>Mutants of a key blob, the same on every run.</summary>
internal static class KeyMutants
{
    /// <summary>Every byte of a range set to several values.</summary>
    internal static IEnumerable<(string Name, byte[] Key)> Bytes(byte[] key, int start, int end, Func<byte, IEnumerable<byte>> values) =>
        from at in Enumerable.Range(start, end - start)
        from value in values(key[at]).Distinct().Where(value => value != key[at])
        select ($"byte {at} = {value}", key.With(at, value));

    /// <summary>Neighbours, single bits, extremes: where off-by-one and sign errors live.</summary>
    internal static IEnumerable<byte> Some(byte value) =>
        [0, 1, 2, 3, 7, 8, 255, (byte)(value + 1), (byte)(value - 1), (byte)(value ^ 0x10), (byte)(value ^ 0x80)];

    internal static IEnumerable<byte> Every(byte value) => Enumerable.Range(0, 256).Select(v => (byte)v);

    /// <summary>Several bytes of the records, or a whole record, changed at once; lengths cut and stretched.</summary>
    internal static IEnumerable<(string Name, byte[] Key)> Random(byte[] key, int seed, int count)
    {
        var random = new Random(seed);
        var map = new KeyMap(key);
        for (var i = 0; i < count; i++)
        {
            var mutant = (byte[])key.Clone();
            var name = $"random {i}";
            switch (random.Next(6))
            {
                case 0: // a few bytes anywhere in the records
                    for (var n = random.Next(2, 6); n > 0; n--)
                    {
                        mutant[random.Next(map.Instructions[0], mutant.Length)] = (byte)random.Next(random.Next(2) == 0 ? 8 : 256);
                    }
                    break;
                case 1: // an instruction that may well be valid
                    var at = map.Instructions[random.Next(map.Instructions.Count)];
                    byte[] instruction = [(byte)random.Next(1, 9), 0, (byte)random.Next(12), 0, (byte)random.Next(12), 0, 0, 0];
                    instruction.CopyTo(mutant, at);
                    break;
                case 2: // a segment that may well be valid
                    at = map.Segments[random.Next(map.Segments.Count)];
                    byte[] segment = [(byte)random.Next(1, 8), (byte)random.Next(1, 16), (byte)random.Next(2), (byte)random.Next(8)];
                    segment.CopyTo(mutant, at);
                    break;
                case 3: // two terms' headers change places
                    var (one, other) = (map.Terms[random.Next(map.Terms.Count)], map.Terms[random.Next(map.Terms.Count)]);
                    mutant = mutant.Swapped(one, other, 8);
                    break;
                case 4: // cut, with a true length
                    mutant = KeyMap.Measured(mutant[..random.Next(KeyMap.HeaderSize, mutant.Length)]);
                    break;
                default: // bytes taken out or put in, with a true length
                    at = random.Next(map.Instructions[0], mutant.Length);
                    var size = random.Next(1, 13);
                    mutant = KeyMap.Measured(random.Next(2) == 0
                        ? [.. mutant[..at], .. mutant[Math.Min(mutant.Length, at + size)..]]
                        : [.. mutant[..at], .. Enumerable.Range(0, size).Select(_ => (byte)random.Next(8)), .. mutant[at..]]);
                    break;
            }
            if (!mutant.AsSpan().SequenceEqual(key))
            {
                yield return (name, mutant);
            }
        }
    }
}
