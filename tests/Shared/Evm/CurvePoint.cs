// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;

namespace OpenGradient.Zk.Testing;

/// <summary>A point of G1 or G2 in Jacobian coordinates (x = X/Z², y = Y/Z³), from the textbook: what tests make lies with.</summary>
internal readonly record struct CurvePoint(Fq2 X, Fq2 Y, Fq2 Z)
{
    /// <summary>[1]_1.</summary>
    public static CurvePoint G1 => Affine(new Fq2(1, 0), new Fq2(2, 0));

    /// <summary>[1]_2, the generator of EIP-197.</summary>
    public static CurvePoint G2 { get; } = Affine(
        new Fq2(
            Number("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
            Number("11559732032986387107991004021392285783925812861821192530917403151452391805634")),
        new Fq2(
            Number("8495653923123431417604973247489272438418190587263600148770280649306958101930"),
            Number("4082367875863433681332203403145435568316851327593401208105741076214120093531")));

    public static CurvePoint Infinity => new(Fq2.One, Fq2.One, Fq2.Zero);

    public bool IsInfinity => Z.IsZero;

    public static CurvePoint Affine(Fq2 x, Fq2 y) => new(x, y, Fq2.One);

    public static CurvePoint operator +(CurvePoint p, CurvePoint q)
    {
        if (p.IsInfinity || q.IsInfinity)
        {
            return p.IsInfinity ? q : p;
        }
        Fq2 pz = p.Z * p.Z, qz = q.Z * q.Z;
        Fq2 u1 = p.X * qz, u2 = q.X * pz, s1 = p.Y * q.Z * qz, s2 = q.Y * p.Z * pz;
        Fq2 h = u2 - u1, r = s2 - s1;
        if (h.IsZero)
        {
            return r.IsZero ? p.Doubled() : Infinity;
        }
        Fq2 h2 = h * h, h3 = h2 * h, v = u1 * h2;
        var x = (r * r) - h3 - (2 * v);
        return new CurvePoint(x, (r * (v - x)) - (s1 * h3), p.Z * q.Z * h);
    }

    public static CurvePoint operator *(BigInteger scalar, CurvePoint p)
    {
        var sum = Infinity;
        for (var i = (int)scalar.GetBitLength() - 1; i >= 0; i--)
        {
            sum = sum.Doubled();
            if (!((scalar >> i) & 1).IsZero)
            {
                sum += p;
            }
        }
        return sum;
    }

    public static CurvePoint operator -(CurvePoint p) => p with { Y = Fq2.Zero - p.Y };

    /// <summary>A point of the twist's curve that is not in the group of order r: only a subgroup check can tell.</summary>
    public static CurvePoint OutsideG2()
    {
        var b = new Fq2(3, 0) * new Fq2(9, 1).Inverse();
        for (var x = new Fq2(1, 1); ; x += Fq2.One)
        {
            if (((x * x * x) + b).SquareRoot() is { } y && !(Field.R * Affine(x, y)).IsInfinity)
            {
                return Affine(x, y);
            }
        }
    }

    public static CurvePoint ReadG1(ReadOnlySpan<byte> bytes)
    {
        BigInteger x = Field.Read(bytes[..32]), y = Field.Read(bytes[32..64]);
        return x.IsZero && y.IsZero ? Infinity : Affine(new Fq2(x, 0), new Fq2(y, 0));
    }

    /// <summary>x‖y, protocol.md §1.3.</summary>
    public byte[] G1Bytes()
    {
        var (x, y) = ToAffine();
        return [.. Field.Word(x.C0), .. Field.Word(y.C0)];
    }

    /// <summary>x.c1‖x.c0‖y.c1‖y.c0, protocol.md §1.3.</summary>
    public byte[] G2Bytes()
    {
        var (x, y) = ToAffine();
        return [.. Field.Word(x.C1), .. Field.Word(x.C0), .. Field.Word(y.C1), .. Field.Word(y.C0)];
    }

    private CurvePoint Doubled()
    {
        Fq2 a = X * X, b = Y * Y, c = b * b, d = 4 * (X * b), e = 3 * a;
        var x = (e * e) - (2 * d);
        return new CurvePoint(x, (e * (d - x)) - (8 * c), 2 * (Y * Z));
    }

    private (Fq2 X, Fq2 Y) ToAffine()
    {
        if (IsInfinity)
        {
            return (Fq2.Zero, Fq2.Zero);
        }
        var inverse = Z.Inverse();
        var square = inverse * inverse;
        return (X * square, Y * square * inverse);
    }

    private static BigInteger Number(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
