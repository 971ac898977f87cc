// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/field.h"

namespace ogzk {

// The base field of BN254: coordinates of points. EIP-196/197 call the curve alt_bn128.
struct FqParams {
  // 21888242871839275222246405745257275088696311157297823662689037894645226208583
  static constexpr Limbs kModulus = {0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d,
                                     0x30644e72e131a029};
};
using Fq = Fe<FqParams>;

static_assert(sizeof(Fq) == 32 && std::is_trivially_copyable_v<Fq>);

// BN curves are a family in one parameter u: p = 36u^4 + 36u^3 + 24u^2 + 6u + 1.
inline constexpr u64 kBnParameter = 4965661367192848881;

namespace bn {
// Horner's rule in plain 256-bit integers, so that the modulus typed above answers to u.
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

}  // namespace ogzk
