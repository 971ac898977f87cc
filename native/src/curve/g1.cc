// SPDX-License-Identifier: Apache-2.0
#include "curve/g1.h"

namespace ogzk {

const Fq& G1Curve::b() {
  static const Fq three = Fq::from_u64(3);
  return three;
}

const AffinePoint<G1Curve>& G1Curve::generator() {
  static const G1Affine g{Fq::one(), Fq::from_u64(2)};
  return g;
}

}  // namespace ogzk
