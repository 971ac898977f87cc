// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk::montgomery {

// Everything derived from the modulus m, R = 2^256. The one number typed by hand is m itself.
template <class P>
struct Constants {
  static constexpr Limbs kModulus = P::kModulus;

  static_assert((kModulus[0] & 1) == 1, "Montgomery form needs an odd modulus");
  // Bounds the code relies on: 4m < 2^256 keeps every intermediate of mul() below 2m in four limbs, with no
  // carry out of the top limb.
  static_assert(kModulus[3] < (u64{1} << 62) && kModulus[3] != 0, "the modulus must have 193 to 254 bits");

  // 2a mod m for a < m
  static constexpr Limbs twice(const Limbs& a) {
    u64 carry = 0;
    const Limbs s = limbs::add(a, a, carry);
    return limbs::less(s, kModulus) ? s : limbs::sub(s, kModulus, carry);
  }
  static constexpr Limbs power_of_two(int exponent) {
    Limbs r{1, 0, 0, 0};
    for (int i = 0; i < exponent; ++i) r = twice(r);
    return r;
  }
  // -m^-1 mod 2^64: Newton's x <- x (2 - m x) doubles the correct bits; m itself is right to three.
  static constexpr u64 negative_inverse() {
    u64 x = kModulus[0];
    for (int i = 0; i < 5; ++i) x *= 2 - kModulus[0] * x;
    return ~x + 1;
  }

  static constexpr Limbs kR = power_of_two(256);
  static constexpr Limbs kR2 = power_of_two(512);
  static constexpr Limbs kR3 = power_of_two(768);
  static constexpr u64 kInverse = negative_inverse();
  static_assert(kInverse * kModulus[0] == ~u64{0}, "kInverse must be -1/m mod 2^64");

  // The modulus and then kInverse, as the assembly of field/montgomery_x64.h wants them
  static constexpr u64 kWords[5] = {kModulus[0], kModulus[1], kModulus[2], kModulus[3], kInverse};
};

// r - m if that is not negative, for r < 2m
template <class P>
constexpr Limbs reduce_once(const Limbs& r) {
  u64 borrow = 0;
  const Limbs s = limbs::sub(r, P::kModulus, borrow);
  return borrow != 0 ? r : s;
}

// a b / R mod m, fully reduced: one row of the product, then one row of the reduction (CIOS). For a < 2^256
// and b < m the value before the last subtraction is (a b + q m) / R < 2m.
template <class P>
constexpr Limbs mul_portable(const Limbs& a, const Limbs& b) {
  constexpr auto& m = P::kModulus;
  u64 t[5] = {};
  for (size_t i = 0; i < 4; ++i) {
    u64 carry = 0;
    for (size_t j = 0; j < 4; ++j) t[j] = limbs::mul_add(t[j], a[i], b[j], carry);
    t[4] = carry;
    const u64 q = t[0] * Constants<P>::kInverse;
    carry = 0;
    (void)limbs::mul_add(t[0], q, m[0], carry);
    for (size_t j = 1; j < 4; ++j) t[j - 1] = limbs::mul_add(t[j], q, m[j], carry);
    t[3] = t[4] + carry;  // < 2^64 because the running value stays below 2^256 + m
  }
  return reduce_once<P>({t[0], t[1], t[2], t[3]});
}

template <class P>
constexpr Limbs add_portable(const Limbs& a, const Limbs& b) {
  u64 carry = 0;
  return reduce_once<P>(limbs::add(a, b, carry));  // a + b < 2m < 2^256
}

template <class P>
constexpr Limbs sub_portable(const Limbs& a, const Limbs& b) {
  u64 borrow = 0;
  const Limbs d = limbs::sub(a, b, borrow);
  u64 carry = 0;
  return borrow != 0 ? limbs::add(d, P::kModulus, carry) : d;
}

}  // namespace ogzk::montgomery
