// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Core.Tests;

public sealed class ActivationTests
{
    [Fact]
    public void Two_clamps_are_one_clamp()
    {
        var both = Activation.Relu.Then(Activation.Clamp(-1, 6));
        Assert.Equal(ActivationKind.Clamp, both.Kind);
        Assert.Equal((0, 6), (both.Lower, both.Upper));
    }

    [Fact]
    public void A_clamp_before_a_disjoint_clamp_is_a_constant()
    {
        var both = Activation.Clamp(0, 1).Then(Activation.Clamp(2, 3));
        Assert.Equal((2, 2), (both.Lower, both.Upper));
        Assert.Equal(2, both.Apply(0.5));
    }

    [Fact]
    public void A_curve_composes_in_order()
    {
        var f = Activation.Curve("Square", x => x * x).Then(Activation.Curve("Minus", x => x - 1));
        Assert.Equal(8, f.Apply(3));
        Assert.Equal("Square+Minus", f.Name);
    }

    [Fact]
    public void The_identity_changes_nothing()
    {
        Assert.Same(Activation.Relu, Activation.Identity.Then(Activation.Relu));
        Assert.Same(Activation.Relu, Activation.Relu.Then(Activation.Identity));
    }

    [Fact]
    public void Only_what_changes_no_number_is_linear()
    {
        Assert.True(Activation.Identity.IsLinear);
        Assert.True(Activation.Clamp(double.NegativeInfinity, double.PositiveInfinity).IsLinear);
        Assert.False(Activation.Relu.IsLinear);
        Assert.False(Activation.Clamp(double.NegativeInfinity, 6).IsLinear);
        Assert.False(Activation.Curve("Same", x => x).IsLinear);
    }

    [Fact]
    public void A_clamp_with_its_ends_swapped_is_refused() =>
        Assert.Throws<ArgumentException>(() => Activation.Clamp(1, 0));
}
