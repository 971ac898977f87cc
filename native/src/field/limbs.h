// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ogzk {

using u64 = uint64_t;
__extension__ typedef unsigned __int128 u128;
__extension__ typedef __int128 i128;

// 256-bit integers as four 64-bit limbs, least significant first. Everything here is constexpr: the field
// constants are computed from the modulus by the compiler with the code the generic build also runs.
using Limbs = std::array<u64, 4>;

namespace limbs {

// a + b + carry; the carry out replaces the carry in.
constexpr u64 add_carry(u64 a, u64 b, u64& carry) {
  const u128 s = static_cast<u128>(a) + b + carry;
  carry = static_cast<u64>(s >> 64);
  return static_cast<u64>(s);
}
// a - b - borrow; the borrow (0 or 1) likewise.
constexpr u64 sub_borrow(u64 a, u64 b, u64& borrow) {
  const u128 d = static_cast<u128>(a) - b - borrow;
  borrow = static_cast<u64>(d >> 64) & 1;
  return static_cast<u64>(d);
}
// low word of a + b * c + carry, high word into carry; never overflows: (2^64-1)^2 + 2 (2^64-1) = 2^128 - 1.
constexpr u64 mul_add(u64 a, u64 b, u64 c, u64& carry) {
  const u128 s = static_cast<u128>(b) * c + a + carry;
  carry = static_cast<u64>(s >> 64);
  return static_cast<u64>(s);
}

constexpr Limbs add(const Limbs& a, const Limbs& b, u64& carry) {
  Limbs r{};
  carry = 0;
  for (size_t i = 0; i < 4; ++i) r[i] = add_carry(a[i], b[i], carry);
  return r;
}
constexpr Limbs sub(const Limbs& a, const Limbs& b, u64& borrow) {
  Limbs r{};
  borrow = 0;
  for (size_t i = 0; i < 4; ++i) r[i] = sub_borrow(a[i], b[i], borrow);
  return r;
}
constexpr bool less(const Limbs& a, const Limbs& b) {
  u64 borrow = 0;
  (void)sub(a, b, borrow);
  return borrow != 0;
}
constexpr bool is_zero(const Limbs& a) { return (a[0] | a[1] | a[2] | a[3]) == 0; }
constexpr Limbs shift_right_1(const Limbs& a) {
  return {a[0] >> 1 | a[1] << 63, a[1] >> 1 | a[2] << 63, a[2] >> 1 | a[3] << 63, a[3] >> 1};
}
// a / d and a % d for a small divisor, by long division; for exponents such as (p - 1) / 6.
constexpr Limbs divide_small(const Limbs& a, u64 d, u64& remainder) {
  Limbs q{};
  u128 r = 0;
  for (size_t i = 4; i-- > 0;) {
    r = (r << 64) | a[i];
    q[i] = static_cast<u64>(r / d);
    r %= d;
  }
  remainder = static_cast<u64>(r);
  return q;
}
constexpr unsigned bit(const Limbs& a, size_t i) { return static_cast<unsigned>(a[i / 64] >> (i % 64)) & 1U; }

}  // namespace limbs
}  // namespace ogzk
