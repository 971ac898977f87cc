// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Conformance.Tests;

/// <summary>An integer mod r, protocol.md §1.1.</summary>
internal readonly record struct Fr
{
    private Fr(BigInteger value) => Value = Field.Mod(value, Field.R);

    public BigInteger Value { get; }

    public static implicit operator Fr(int value) => new(value);

    public static implicit operator Fr(BigInteger value) => new(value);

    public static Fr operator +(Fr a, Fr b) => new(a.Value + b.Value);

    public static Fr operator -(Fr a, Fr b) => new(a.Value - b.Value);

    public static Fr operator -(Fr a) => new(-a.Value);

    public static Fr operator *(Fr a, Fr b) => new(a.Value * b.Value);

    public static CurvePoint operator *(Fr a, CurvePoint p) => a.Value * p;

    public static Fr Sum(IEnumerable<Fr> terms) => terms.Aggregate((Fr)0, (sum, term) => sum + term);

    public static Fr Product(IEnumerable<Fr> factors) => factors.Aggregate((Fr)1, (product, factor) => product * factor);

    /// <summary>eq(a, b) in one variable, §1.2.</summary>
    public static Fr Eq(Fr a, Fr b) => 1 - a - b + (2 * a * b);

    public Fr Power(BigInteger exponent) => new(BigInteger.ModPow(Value, exponent, Field.R));

    public Fr Inverse() => new(Field.Inverse(Value, Field.R));
}
