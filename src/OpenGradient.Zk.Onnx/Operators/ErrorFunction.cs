// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Onnx;

/// <summary>erf in double precision; the base class library has none.</summary>
internal static class ErrorFunction
{
    /// <summary>
    /// |x| &lt; 2.5: erf(x) = 2/√π · e^(−x²) · Σ_n 2ⁿ x^(2n+1) / (1·3·…·(2n+1)), all terms of one sign (Abramowitz and
    /// Stegun 7.1.6). Beyond: 1 − erfc(x) by the continued fraction 7.1.14, evaluated from the end. Absolute error below 1e-15.
    /// </summary>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a > 6)
        {
            return Math.Sign(x);
        }
        if (a < 2.5)
        {
            double term = a, sum = a;
            for (var n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            return Math.Sign(x) * 2 / Math.Sqrt(Math.PI) * Math.Exp(-a * a) * sum;
        }
        var tail = a;
        for (var n = 80; n >= 1; n--)
        {
            tail = a + n / 2.0 / tail;
        }
        return Math.Sign(x) * (1 - Math.Exp(-a * a) / (Math.Sqrt(Math.PI) * tail));
    }
}
