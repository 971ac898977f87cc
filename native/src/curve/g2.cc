// SPDX-License-Identifier: Apache-2.0
#include "curve/g2.h"

namespace ogzk {

const Fq2& G2Curve::b() {
  static const Fq2 value = Fq2::from_u64(3) * Fq2::xi().inverse();
  return value;
}

const AffinePoint<G2Curve>& G2Curve::generator() {
  // EIP-197, "Definition of the groups": x = x1 u + x0, y = y1 u + y0.
  static const G2Affine g = [] {
    const auto fq = [](u64 a3, u64 a2, u64 a1, u64 a0) { return Fq::from_canonical({a0, a1, a2, a3}); };
    const G2Affine point{{fq(0x1800deef121f1e76, 0x426a00665e5c4479, 0x674322d4f75edadd, 0x46debd5cd992f6ed),
                          fq(0x198e9393920d483a, 0x7260bfb731fb5d25, 0xf1aa493335a9e712, 0x97e485b7aef312c2)},
                         {fq(0x12c85ea5db8c6deb, 0x4aab71808dcb408f, 0xe3d1e7690c43d37b, 0x4ce6cc0166fa7daa),
                          fq(0x090689d0585ff075, 0xec9e99ad690c3395, 0xbc4b313370b38ef3, 0x55acdadcd122975b)}};
    check(is_in_g2(point), "the generator of G2 is not in G2");
    return point;
  }();
  return g;
}

G2Affine frobenius(const G2Affine& q) {
  return {q.x.conjugate() * frobenius_constant(2), q.y.conjugate() * frobenius_constant(3)};
}

bool is_in_g2(const G2Affine& q) { return q.is_on_curve() && G2(q).mul(FrParams::kModulus).is_infinity(); }

}  // namespace ogzk
