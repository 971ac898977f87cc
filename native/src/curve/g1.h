// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curve/point.h"
#include "field/fq.h"

namespace ogzk {

// G1 of BN254:  y^2 = x^3 + 3  over Fq, of prime order r (cofactor 1), so a point on the curve is in the
// group.
struct G1Curve {
  using Field = Fq;
  static const Fq& b();
  static const AffinePoint<G1Curve>& generator();  // (1, 2)
};

using G1Affine = AffinePoint<G1Curve>;
using G1 = Point<G1Curve>;

static_assert(sizeof(G1Affine) == 64);

}  // namespace ogzk
