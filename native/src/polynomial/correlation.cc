// SPDX-License-Identifier: Apache-2.0
#include "polynomial/correlation.h"

#include <algorithm>
#include <vector>

#include "polynomial/ntt.h"

namespace ogzk {
namespace {

void check_room(std::span<Fr> s, std::span<const Fr> a, std::span<const Fr> b) {
  check(s.size() + 1 >= std::max(a.size(), b.size()), "add_correlation: the result does not fit");
}

}  // namespace

void add_correlation_reference(std::span<Fr> s, std::span<const Fr> a, std::span<const Fr> b, const Fr& scale) {
  if (a.empty() || b.empty()) return;
  check_room(s, a, b);
  for (size_t i = 0; i < a.size(); ++i) {
    const Fr scaled = scale * a[i];
    for (size_t j = 0; j < b.size(); ++j) {
      if (i != j) s[(i > j ? i - j : j - i) - 1] += scaled * b[j];
    }
  }
}

void add_correlation(std::span<Fr> s, std::span<const Fr> a, std::span<const Fr> b, const Fr& scale) {
  if (a.empty() || b.empty()) return;
  check_room(s, a, b);
  // a(X) * X^(m-1) b(1/X): the coefficient at m - 1 + d sums a_i b_j with i - j = d.
  const std::vector<Fr> reversed(b.rbegin(), b.rend());
  const std::vector<Fr> product = multiply(a, reversed);
  const size_t middle = b.size() - 1;
  for (size_t d = 1; d < std::max(a.size(), b.size()); ++d) {
    Fr sum;
    if (middle + d < product.size()) sum += product[middle + d];
    if (d <= middle && middle - d < product.size()) sum += product[middle - d];
    s[d - 1] += scale * sum;
  }
}

}  // namespace ogzk
