// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace OpenGradient.Zk.Testing;

/// <summary>c0 + c1·u with u² = −1 over the base field. G1 lives in its elements with c1 = 0.</summary>
internal readonly record struct Fq2(BigInteger C0, BigInteger C1)
{
    public static Fq2 Zero => new(0, 0);

    public static Fq2 One => new(1, 0);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fq2 operator +(Fq2 a, Fq2 b) => Reduced(a.C0 + b.C0, a.C1 + b.C1);

    public static Fq2 operator -(Fq2 a, Fq2 b) => Reduced(a.C0 - b.C0, a.C1 - b.C1);

    public static Fq2 operator *(Fq2 a, Fq2 b) => Reduced((a.C0 * b.C0) - (a.C1 * b.C1), (a.C0 * b.C1) + (a.C1 * b.C0));

    public static Fq2 operator *(int n, Fq2 a) => Reduced(n * a.C0, n * a.C1);

    public Fq2 Inverse()
    {
        var norm = Field.Inverse((C0 * C0) + (C1 * C1), Field.Q);
        return Reduced(C0 * norm, -C1 * norm);
    }

    /// <summary>A square root, or null. Q ≡ 3 mod 4, so a root in the base field is a power.</summary>
    public Fq2? SquareRoot()
    {
        var half = Field.Inverse(2, Field.Q);
        var norm = BaseRoot(Field.Mod((C0 * C0) + (C1 * C1), Field.Q));
        foreach (var sign in new[] { 1, -1 })
        {
            var real = BaseRoot(Field.Mod((C0 + (sign * norm)) * half, Field.Q));
            if (!real.IsZero)
            {
                var root = Reduced(real, C1 * half * Field.Inverse(real, Field.Q));
                if (root * root == this)
                {
                    return root;
                }
            }
        }
        return null;
    }

    private static BigInteger BaseRoot(BigInteger value) => BigInteger.ModPow(value, (Field.Q + 1) / 4, Field.Q);

    private static Fq2 Reduced(BigInteger c0, BigInteger c1) => new(Field.Mod(c0, Field.Q), Field.Mod(c1, Field.Q));
}
