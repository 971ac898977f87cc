// SPDX-License-Identifier: Apache-2.0
#include "curve/pairing.h"

#include <vector>

namespace ogzk {
namespace {

// One pair on its way through the Miller loop of the optimal ate pairing (Vercauteren, "Optimal Pairings",
// 2010):  f_{6u+2,Q}(P) l_{[6u+2]Q, pi(Q)}(P) l_{[6u+2]Q + pi(Q), -pi^2(Q)}(P).
//
// The twist maps (x, y) to (x w^2, y w^3), so the line through T with slope l (on the twist), at P, is
//   y_P - l x_P w + (l x_T - y_T) w^3.
// It may be divided by y_P, an element of Fq that the final exponentiation sends to 1. T stays affine; the
// slopes of all pairs share one inversion a step.
struct Runner {
  Fq x_over_y, one_over_y;  // of P
  G2Affine q, minus_q, t;
};

using Lines = std::vector<Fq2>;  // the slopes' denominators, then their inverses

void apply(Fq12& f, Runner& r, const Fq2& slope, const Fq2& other_x) {
  f = f.times_line(-(slope * r.x_over_y), (slope * r.t.x - r.t.y) * r.one_over_y);
  const Fq2 x = slope.square() - r.t.x - other_x;
  r.t = {x, slope * (r.t.x - x) - r.t.y};
}

// No denominator vanishes: T is a multiple k Q with 1 <= k <= 6u + 3 < r, of prime order r, so 2 y_T != 0,
// and the points added are never T or -T.
void double_all(Fq12& f, std::vector<Runner>& runners, Lines& lines) {
  for (size_t i = 0; i < runners.size(); ++i) lines[i] = runners[i].t.y.dbl();
  batch_inverse(lines);
  for (size_t i = 0; i < runners.size(); ++i) {
    const Fq2 xx = runners[i].t.x.square();
    apply(f, runners[i], (xx.dbl() + xx) * lines[i], runners[i].t.x);
  }
}

template <class Addend>
void add_all(Fq12& f, std::vector<Runner>& runners, Lines& lines, const Addend& addend) {
  for (size_t i = 0; i < runners.size(); ++i) lines[i] = addend(runners[i]).x - runners[i].t.x;
  batch_inverse(lines);
  for (size_t i = 0; i < runners.size(); ++i) {
    const G2Affine q = addend(runners[i]);
    apply(f, runners[i], (q.y - runners[i].t.y) * lines[i], q.x);
  }
}

// Digits of 6u + 2 in {-1, 0, 1}, no two neighbours both nonzero, most significant first, without the
// leading 1.
std::vector<int> loop_digits() {
  u128 n = static_cast<u128>(kBnParameter) * 6 + 2;
  std::vector<int> digits;
  while (n != 0) {
    int d = 0;
    if ((n & 1) != 0) {
      d = (n & 3) == 1 ? 1 : -1;
      n = d == 1 ? n - 1 : n + 1;
    }
    digits.push_back(d);
    n >>= 1;
  }
  digits.pop_back();
  return {digits.rbegin(), digits.rend()};
}

Fq12 miller_loop(std::vector<Runner>& runners) {
  static const std::vector<int> digits = loop_digits();
  Lines lines(runners.size());
  Fq12 f = Fq12::one();
  for (const int d : digits) {
    f = f.square();
    double_all(f, runners, lines);
    if (d != 0) add_all(f, runners, lines, [d](const Runner& r) { return d > 0 ? r.q : r.minus_q; });
  }
  add_all(f, runners, lines, [](const Runner& r) { return frobenius(r.q); });
  add_all(f, runners, lines, [](const Runner& r) { return -frobenius(frobenius(r.q)); });
  return f;
}

Fq12 power_u(const Fq12& a) {  // a^u in the cyclotomic subgroup
  Fq12 r = a;
  for (int i = 61; i >= 0; --i) {  // u has 63 bits
    r = r.cyclotomic_square();
    if ((kBnParameter >> i & 1) != 0) r = r * a;
  }
  return r;
}
static_assert(kBnParameter >> 62 == 1);

// f^((p^12 - 1) / r): first (p^6 - 1)(p^2 + 1), then (p^4 - p^2 + 1) / r by the addition chain of Scott,
// Benger, Charlemagne, Dominguez Perez and Kachisa, "On the Final Exponentiation for Calculating Pairings
// on Ordinary Elliptic Curves" (2009), section 5.
Fq12 final_exponentiation(const Fq12& f) {
  const Fq12 g = f.conjugate() * f.inverse();
  const Fq12 a = g.frobenius2() * g;

  const Fq12 u1 = power_u(a), u2 = power_u(u1), u3 = power_u(u2);
  const Fq12 y0 = a.frobenius() * a.frobenius2() * a.frobenius3();
  const Fq12 y1 = a.conjugate();
  const Fq12 y2 = u2.frobenius2();
  const Fq12 y3 = u1.frobenius().conjugate();
  const Fq12 y4 = (u1 * u2.frobenius()).conjugate();
  const Fq12 y5 = u2.conjugate();
  const Fq12 y6 = (u3 * u3.frobenius()).conjugate();

  // y0 y1^2 y2^6 y3^12 y4^18 y5^30 y6^36
  Fq12 t0 = y6.cyclotomic_square() * y4 * y5;
  Fq12 t1 = y3 * y5 * t0;
  t0 = t0 * y2;
  t1 = (t1.cyclotomic_square() * t0).cyclotomic_square();
  t0 = t1 * y1;
  t1 = t1 * y0;
  return t0.cyclotomic_square() * t1;
}

}  // namespace

Fq12 pairing_product(std::span<const std::pair<G1Affine, G2Affine>> pairs) {
  std::vector<Runner> runners;
  for (const auto& [p, q] : pairs) {
    if (p.is_infinity() || q.is_infinity()) continue;
    const Fq one_over_y = p.y.inverse();  // y != 0: the group has odd order
    runners.push_back({p.x * one_over_y, one_over_y, q, -q, q});
  }
  if (runners.empty()) return Fq12::one();
  return final_exponentiation(miller_loop(runners));
}

bool pairing_product_is_one(std::span<const std::pair<G1Affine, G2Affine>> pairs) {
  return pairing_product(pairs).is_one();
}

}  // namespace ogzk
