// SPDX-License-Identifier: Apache-2.0
#include "field/inverse.h"

#include <algorithm>
#include <bit>
#include <utility>

// Pornin, "Optimized binary GCD for modular inversion" (eprint 2020/972), in variable time. The invariant is
//   a = x u, b = x v (mod m),  b odd,
// from (a, u) = (x, 1), (b, v) = (m, 0) down to a = 0, b = gcd(x, m) = 1, v = 1/x. What 31 steps of the binary
// algorithm do to a and b is found on 64-bit stand-ins, the low 31 and the top 33 bits of each (§3 of the paper), and
// then done to the long numbers at once: the low bits decide exactly, the top bits decide the comparisons well enough,
// and a result that comes out negative for it changes its sign.
namespace ogzk {
namespace {

constexpr unsigned kSteps = 31;
constexpr u64 kLow = (u64{1} << kSteps) - 1;

// New (a, b) = (a f0 + b g0, a f1 + b g1) / 2^31;  |f| + |g| <= 2^31 in either row.
struct Factors {
  int64_t f0 = 1, g0 = 0, f1 = 0, g1 = 1;
};

unsigned bit_length(const Limbs& a) {
  for (unsigned i = 4; i-- > 0;)
    if (a[i] != 0) return 64 * i + static_cast<unsigned>(std::bit_width(a[i]));
  return 0;
}

// The low 31 bits of a below its bits n-33 .. n-1; a itself when n = 64
u64 stand_in(const Limbs& a, unsigned n) {
  const unsigned at = n - 33, word = at / 64, shift = at % 64;
  u64 top = a[word] >> shift;
  if (shift > 31 && word < 3) top |= a[word + 1] << (64 - shift);
  return (a[0] & kLow) | top << kSteps;
}

Factors steps(u64 a, u64 b) {
  Factors t;
  for (unsigned left = kSteps;;) {
    // A shift that a does not take is one that b's row takes: both rows are over 2^31 in the end.
    const unsigned zeros = std::min(left, static_cast<unsigned>(std::countr_zero(a | u64{1} << 63)));
    a >>= zeros;
    t.f1 *= int64_t{1} << zeros;
    t.g1 *= int64_t{1} << zeros;
    left -= zeros;
    if (left == 0) return t;
    if (a < b) {
      std::swap(a, b);
      std::swap(t.f0, t.f1);
      std::swap(t.g0, t.g1);
    }
    a -= b;  // odd - odd: the next shift is at least 1
    t.f0 -= t.f1;
    t.g0 -= t.g1;
  }
}

// (a f + b g) / 2^31, exact; its absolute value, and whether it was negative.
bool combine(Limbs& out, const Limbs& a, const Limbs& b, int64_t f, int64_t g) {
  i128 carry = 0;  // below 2^96 in absolute value
  u64 before = 0;
  for (unsigned i = 0; i < 4; ++i) {
    carry += static_cast<i128>(f) * a[i] + static_cast<i128>(g) * b[i];
    const auto word = static_cast<u64>(carry);
    carry >>= 64;
    if (i > 0) out[i - 1] = before >> kSteps | word << (64 - kSteps);
    before = word;
  }
  out[3] = before >> kSteps | static_cast<u64>(carry) << (64 - kSteps);
  if (carry >= 0) return false;
  u64 borrow = 1;  // -x = ~x + 1
  for (u64& word : out) {
    word = ~word + borrow;
    borrow = word == 0 ? borrow : 0;
  }
  return true;
}

// (u f + v g) / 2^31 mod m for u, v in [0, m): a multiple k m, k < 2^31, makes the division exact; what comes out lies
// in (-m, 2m).
Limbs combine_mod(const Limbs& u, const Limbs& v, int64_t f, int64_t g, const InverseContext& c) {
  const u64 low = static_cast<u64>(f) * u[0] + static_cast<u64>(g) * v[0];
  const auto k = static_cast<int64_t>((low * c.minus_inverse) & kLow);
  Limbs out{};
  i128 carry = 0;
  u64 before = 0;
  for (unsigned i = 0; i < 4; ++i) {
    carry += static_cast<i128>(f) * u[i] + static_cast<i128>(g) * v[i] + static_cast<i128>(k) * c.modulus[i];
    const auto word = static_cast<u64>(carry);
    carry >>= 64;
    if (i > 0) out[i - 1] = before >> kSteps | word << (64 - kSteps);
    before = word;
  }
  out[3] = before >> kSteps | static_cast<u64>(carry) << (64 - kSteps);
  u64 ignored = 0;
  if (carry < 0) return limbs::add(out, c.modulus, ignored);
  return limbs::less(out, c.modulus) ? out : limbs::sub(out, c.modulus, ignored);
}

}  // namespace

InverseContext make_inverse_context(const Limbs& modulus) {
  u64 x = modulus[0];  // 1/m mod 2^3; every round of Newton's doubles the bits
  for (int i = 0; i < 5; ++i) x *= 2 - modulus[0] * x;
  return {modulus, ~x + 1};
}

Limbs invert_mod(const Limbs& x, const InverseContext& c) {
  Limbs a = x, b = c.modulus, u = {1, 0, 0, 0}, v{};
  while ((a[0] | a[1] | a[2] | a[3]) != 0) {
    const unsigned n = std::max({bit_length(a), bit_length(b), 64U});
    Factors t = steps(stand_in(a, n), stand_in(b, n));
    Limbs next_a, next_b;
    if (combine(next_a, a, b, t.f0, t.g0)) t.f0 = -t.f0, t.g0 = -t.g0;
    if (combine(next_b, a, b, t.f1, t.g1)) t.f1 = -t.f1, t.g1 = -t.g1;
    a = next_a, b = next_b;
    const Limbs next_u = combine_mod(u, v, t.f0, t.g0, c);
    v = combine_mod(u, v, t.f1, t.g1, c);
    u = next_u;
  }
  return v;
}

}  // namespace ogzk
