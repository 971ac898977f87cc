// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "field/fr.h"

namespace ogzk {

// prod_i y_i, 1 if there are none
inline Fr product(std::span<const Fr> y) {
  Fr result = Fr::one();
  for (const Fr& x : y) result *= x;
  return result;
}

// sum_i eq(i, u) y^i = prod_i (1 - u_i + u_i y^(2^i)): POW of circuits/protocol.md §8.6, E_lo and E_hi of §9.1
inline Fr eq_polynomial(std::span<const Fr> u, Fr y) {
  Fr result = Fr::one();
  for (const Fr& ui : u) {
    result *= Fr::one() - ui + ui * y;
    y = y.square();
  }
  return result;
}

}  // namespace ogzk
