// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curve/point.h"
#include "curve/tower.h"

namespace ogzk {

// G2 of BN254: the subgroup of order r of the twist  y^2 = x^3 + 3 / xi  over Fq2. The twist has more points
// than that, so being on the curve is not enough.
struct G2Curve {
  using Field = Fq2;
  static const Fq2& b();
  static const AffinePoint<G2Curve>& generator();  // EIP-197's
};

using G2Affine = AffinePoint<G2Curve>;
using G2 = Point<G2Curve>;

// The p-power Frobenius carried to the twist; on G2 it multiplies by p mod r.
G2Affine frobenius(const G2Affine& q);

// On the curve and of order r (or infinity).
[[nodiscard]] bool is_in_g2(const G2Affine& q);

}  // namespace ogzk
