// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk {

// What inverting modulo m needs to know about m; made once per modulus.
struct InverseContext {
  int64_t modulus[5];        // m in signed limbs of 62 bits
  uint64_t modulus_inverse;  // 1/m mod 2^62
};
InverseContext make_inverse_context(const Limbs& modulus);

// 1/a mod m for 0 < a < m, m an odd prime below 2^255, both plain integers. Variable time: the running
// time depends on a.
Limbs invert_mod(const Limbs& a, const InverseContext& context);

}  // namespace ogzk
