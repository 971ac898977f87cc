// SPDX-License-Identifier: Apache-2.0
#include "curve/tower.h"

#include <array>

namespace ogzk {

const Fq2& Fq2::xi() {
  static const Fq2 value{Fq::from_u64(9), Fq::one()};
  return value;
}

Fq2 Fq2::pow(std::span<const u64> e) const {
  Fq2 r = one();
  for (size_t i = 64 * e.size(); i-- > 0;) {
    r = r.square();
    if ((e[i / 64] >> (i % 64) & 1) != 0) r *= *this;
  }
  return r;
}

// Toom-Cook-like interpolation: six products in Fq2 (Devegili et al., "Multiplication and Squaring on
// Pairing-Friendly Fields", section 4).
[[gnu::noinline]] Fq6 operator*(const Fq6& a, const Fq6& b) {
  const Fq2 p0 = a.c0 * b.c0, p1 = a.c1 * b.c1, p2 = a.c2 * b.c2;
  const Fq2 s12 = (a.c1 + a.c2) * (b.c1 + b.c2) - p1 - p2;
  const Fq2 s01 = (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1;
  const Fq2 s02 = (a.c0 + a.c2) * (b.c0 + b.c2) - p0 - p2;
  return {p0 + s12.times_xi(), s01 + p2.times_xi(), s02 + p1};
}

[[gnu::noinline]] Fq6 Fq6::times_sparse(const Fq2& b0, const Fq2& b1) const {
  const Fq2 p0 = c0 * b0, p1 = c1 * b1;
  return {p0 + (c2 * b1).times_xi(), (c0 + c1) * (b0 + b1) - p0 - p1, c2 * b0 + p1};
}

Fq6 Fq6::inverse() const {
  const Fq2 t0 = c0.square() - (c1 * c2).times_xi();
  const Fq2 t1 = c2.square().times_xi() - c0 * c1;
  const Fq2 t2 = c1.square() - c0 * c2;
  const Fq2 n = (c0 * t0 + (c2 * t1 + c1 * t2).times_xi()).inverse();
  return {t0 * n, t1 * n, t2 * n};
}

Fq12 operator*(const Fq12& a, const Fq12& b) {
  const Fq6 p = a.c0 * b.c0, q = a.c1 * b.c1;
  return {p + q.times_v(), (a.c0 + a.c1) * (b.c0 + b.c1) - p - q};
}

Fq12 Fq12::square() const {  // (c0 + c1)(c0 + v c1) = c0^2 + v c1^2 + (1 + v) c0 c1
  const Fq6 p = c0 * c1;
  return {(c0 + c1) * (c0 + c1.times_v()) - p - p.times_v(), p + p};
}

Fq12 Fq12::inverse() const {
  const Fq6 n = (c0 * c0 - (c1 * c1).times_v()).inverse();
  return {c0 * n, -(c1 * n)};
}

Fq12 Fq12::times_line(const Fq2& b1, const Fq2& b3) const {
  // 1 + (b1 + b3 v) w
  return {c0 + c1.times_sparse(b1, b3).times_v(), c1 + c0.times_sparse(b1, b3)};
}

// Granger and Scott, "Faster Squaring in the Cyclotomic Subgroup of Sixth Degree Extensions" (2010), 3.2:
// three squarings in Fq4 = Fq2[s] / (s^2 - xi).
Fq12 Fq12::cyclotomic_square() const {
  const auto square4 = [](const Fq2& a, const Fq2& b, Fq2& even, Fq2& odd) {
    const Fq2 aa = a.square(), bb = b.square();
    even = aa + bb.times_xi();
    odd = (a + b).square() - aa - bb;
  };
  Fq2 a0, a1, b0, b1, d0, d1;
  square4(c0.c0, c1.c1, a0, a1);
  square4(c1.c0, c0.c2, b0, b1);
  square4(c0.c1, c1.c2, d0, d1);
  const auto three_minus_two = [](const Fq2& s, const Fq2& old) { return (s - old).dbl() + s; };
  const auto three_plus_two = [](const Fq2& s, const Fq2& old) { return (s + old).dbl() + s; };
  return {{three_minus_two(a0, c0.c0), three_minus_two(b0, c0.c1), three_minus_two(d0, c0.c2)},
          {three_plus_two(d1.times_xi(), c1.c0), three_plus_two(a1, c1.c1), three_plus_two(b1, c1.c2)}};
}

const Fq2& frobenius_constant(size_t k) {
  static const std::array<Fq2, 6> powers = [] {
    Limbs p_minus_1 = FqParams::kModulus;
    p_minus_1[0] -= 1;
    u64 remainder = 0;
    const Limbs sixth = limbs::divide_small(p_minus_1, 6, remainder);
    check(remainder == 0, "p = 1 mod 6 must hold for BN254");
    std::array<Fq2, 6> v;
    v[0] = Fq2::one();
    v[1] = Fq2::xi().pow(sixth);
    for (size_t i = 2; i < 6; ++i) v[i] = v[i - 1] * v[1];
    return v;
  }();
  return powers[k];
}

// (a w^k)^p = conj(a) w^k w^(k (p-1)) and w^6 = xi. Coefficients of w^0, w^2, w^4 are c0, of w^1, w^3, w^5
// c1.
Fq12 Fq12::frobenius() const {
  const auto moved = [](const Fq2& a, size_t k) { return a.conjugate() * frobenius_constant(k); };
  return {{c0.c0.conjugate(), moved(c0.c1, 2), moved(c0.c2, 4)}, {moved(c1.c0, 1), moved(c1.c1, 3), moved(c1.c2, 5)}};
}
Fq12 Fq12::frobenius2() const { return frobenius().frobenius(); }
Fq12 Fq12::frobenius3() const { return frobenius2().frobenius(); }

}  // namespace ogzk
