// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Core;

/// <summary>How an activation can be written in integers.</summary>
public enum ActivationKind
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>y = min(max(x, lower), upper); either end may be infinite. ReLU is [0, ∞).</summary>
    Clamp,

    /// <summary>Any other continuous function of one variable: a table.</summary>
    Curve,
}

/// <summary>An element-wise, continuous function of one variable, applied to every row of a layer.</summary>
public sealed class Activation
{
    private readonly Func<double, double> _apply;

    private Activation(ActivationKind kind, string name, double lower, double upper, Func<double, double> apply)
    {
        (Kind, Name, Lower, Upper, _apply) = (kind, name, lower, upper, apply);
    }

    /// <summary>y = x.</summary>
    public static Activation Identity { get; } =
        new(ActivationKind.Identity, "Identity", double.NegativeInfinity, double.PositiveInfinity, x => x);

    /// <summary>y = max(x, 0).</summary>
    public static Activation Relu { get; } = Clamp(0, double.PositiveInfinity, "Relu");

    /// <summary>How it can be written in integers.</summary>
    public ActivationKind Kind { get; }

    /// <summary>Whether y = x for every x; a clamp without ends is, too.</summary>
    public bool IsLinear => Kind == ActivationKind.Identity
        || (Kind == ActivationKind.Clamp && double.IsNegativeInfinity(Lower) && double.IsPositiveInfinity(Upper));

    /// <summary>The operators it came from, such as "Tanh" or "Sigmoid*Mul".</summary>
    public string Name { get; }

    /// <summary>The lower end of a clamp; −∞ otherwise.</summary>
    public double Lower { get; }

    /// <summary>The upper end of a clamp; +∞ otherwise.</summary>
    public double Upper { get; }

    /// <summary>y = min(max(x, lower), upper), with lower ≤ upper.</summary>
    public static Activation Clamp(double lower, double upper, string name = "Clip")
    {
        if (!(lower <= upper))
        {
            throw new ArgumentException($"The lower end {lower} lies above the upper end {upper}.", nameof(lower));
        }
        return new(ActivationKind.Clamp, name, lower, upper, x => Math.Min(Math.Max(x, lower), upper));
    }

    /// <summary>Any continuous function; it may be undefined (NaN) outside its domain.</summary>
    public static Activation Curve(string name, Func<double, double> apply) =>
        new(ActivationKind.Curve, name, double.NegativeInfinity, double.PositiveInfinity, apply);

    /// <summary>The value at x, in double precision.</summary>
    public double Apply(double x) => _apply(x);

    /// <summary>The function x → next(this(x)). Two clamps stay a clamp.</summary>
    public Activation Then(Activation next)
    {
        if (Kind == ActivationKind.Identity)
        {
            return next;
        }
        if (next.Kind == ActivationKind.Identity)
        {
            return this;
        }
        if (Kind == ActivationKind.Clamp && next.Kind == ActivationKind.Clamp)
        {
            return Clamp(next.Apply(Lower), next.Apply(Upper), $"{Name}+{next.Name}");
        }
        var first = _apply;
        var second = next._apply;
        return Curve($"{Name}+{next.Name}", x => second(first(x)));
    }
}
