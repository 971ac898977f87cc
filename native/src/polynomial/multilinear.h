// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/field.h"

namespace ogzk {

// A multilinear polynomial in n variables as its 2^n values on {0,1}^n; bit k of the index is variable k.

// Binds the first variable to r, in place and halving the vector:  f(r, x) = f(0, x) + r (f(1, x) - f(0, x)).
// The pair is (2i, 2i + 1).
template <Field F>
void bind_first(std::vector<F>& evaluations, const F& r) {
  check(evaluations.size() >= 2 && evaluations.size() % 2 == 0, "bind_first: there is no variable to bind");
  const size_t half = evaluations.size() / 2;
  for (size_t i = 0; i < half; ++i) {
    const F low = evaluations[2 * i], high = evaluations[2 * i + 1];
    evaluations[i] = low + r * (high - low);
  }
  evaluations.resize(half);
}

// f(point), by binding a copy variable after variable
template <Field F>
F evaluate_multilinear(std::span<const F> evaluations, std::span<const F> point) {
  check(evaluations.size() == size_t{1} << point.size(), "evaluate_multilinear: sizes do not match");
  std::vector<F> f(evaluations.begin(), evaluations.end());
  for (const F& r : point) bind_first(f, r);
  return f[0];
}

}  // namespace ogzk
