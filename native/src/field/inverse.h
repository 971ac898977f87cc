// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk {

// What inverting modulo m needs to know about m; made once per modulus.
struct InverseContext {
  Limbs modulus;
  u64 minus_inverse;  // -1/m mod 2^64
};
InverseContext make_inverse_context(const Limbs& modulus);

// 1/x mod m for 0 < x < m, m an odd prime below 2^255, both plain integers. Variable time: the running
// time depends on x.
Limbs invert_mod(const Limbs& x, const InverseContext& context);

}  // namespace ogzk
