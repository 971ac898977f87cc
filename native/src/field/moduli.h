// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk {

// The two primes of BN254, which EIP-196 and EIP-197 call alt_bn128. All other constants follow from them.

// r, the order of G1:  21888242871839275222246405745257275088548364400416034343698204186575808495617
struct FrParams {
  static constexpr Limbs kModulus = {0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029};
};

// p, the base field:   21888242871839275222246405745257275088696311157297823662689037894645226208583
struct FqParams {
  static constexpr Limbs kModulus = {0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029};
};

// BN curves are a family in one parameter u:  p = 36u^4 + 36u^3 + 24u^2 + 6u + 1,  r = p - 6u^2.
inline constexpr u64 kBnParameter = 4965661367192848881;

namespace bn {
// Horner's rule in plain 256-bit integers, so that the moduli typed above answer to u.
constexpr Limbs times_plus(const Limbs& a, u64 m, u64 c) {
  Limbs r{};
  u64 carry = c;
  for (size_t i = 0; i < 4; ++i) r[i] = limbs::mul_add(0, a[i], m, carry);
  return r;
}
constexpr Limbs polynomial(u64 c4, u64 c3, u64 c2, u64 c1, u64 c0) {
  Limbs r{c4, 0, 0, 0};
  for (const u64 c : {c3, c2, c1, c0}) r = times_plus(r, kBnParameter, c);
  return r;
}
}  // namespace bn
static_assert(FqParams::kModulus == bn::polynomial(36, 36, 24, 6, 1));
static_assert(FrParams::kModulus == bn::polynomial(36, 36, 18, 6, 1));

}  // namespace ogzk
