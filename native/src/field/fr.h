// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/field.h"

namespace ogzk {

// The scalar field of BN254: the order r of G1. EIP-196/197 call the curve alt_bn128.
struct FrParams {
  // 21888242871839275222246405745257275088548364400416034343698204186575808495617
  static constexpr Limbs kModulus = {0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d,
                                     0x30644e72e131a029};
};
using Fr = Fe<FrParams>;

static_assert(sizeof(Fr) == 32 && std::is_trivially_copyable_v<Fr>);

}  // namespace ogzk
