// SPDX-License-Identifier: Apache-2.0
#include "polynomial/eq.h"

#include "base/parallel.h"

namespace ogzk {

// One multiplication an entry: doubling the table for one more variable x needs t and t x, and t (1 - x) = t
// - t x.
std::vector<Fr> eq_table(std::span<const Fr> point) {
  check(point.size() < 40, "eq_table: too many variables");
  std::vector<Fr> table(size_t{1} << point.size());
  table[0] = Fr::one();
  for (size_t k = 0; k < point.size(); ++k) {
    const size_t half = size_t{1} << k;
    parallel_for(half, 1024, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        const Fr high = table[i] * point[k];
        table[half + i] = high;
        table[i] -= high;
      }
    });
  }
  return table;
}

Fr eq_eval(std::span<const Fr> a, std::span<const Fr> u) {
  check(a.size() == u.size(), "eq_eval: the two points differ in dimension");
  Fr product = Fr::one();
  for (size_t k = 0; k < a.size(); ++k) {
    const Fr both = a[k] * u[k];
    product *= both.dbl() - a[k] - u[k] + Fr::one();  // a u + (1 - a)(1 - u)
  }
  return product;
}

}  // namespace ogzk
