// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "field/fr.h"
#include "key/key.h"

namespace ogzk {

// The factors of terms, circuits/protocol.md §8.6, for given scalars and points. Each is a multilinear
// polynomial in the coordinates u that its segment consumes, in closed form: at most three multiplications
// per bit, TRUNC four.
class SegmentEvaluator {
 public:
  // The spans must outlive this object.
  SegmentEvaluator(std::span<const Fr> S, std::span<const Fr> r, std::span<const Fr> k, std::span<const Fr> u);

  // The factor of a segment at bits position .. position+a-1
  Fr factor(const Segment& segment, size_t position) const;

 private:
  static Fr truncated_eq(std::span<const Fr> k, std::span<const Fr> u, uint32_t n);
  Fr vec(std::span<const Fr> u, size_t first) const;

  std::span<const Fr> S_;
  std::array<std::span<const Fr>, 2> points_;  // r, k
  std::span<const Fr> u_;
  std::array<std::vector<Fr>, 2> prefix_;  // prefix_[pt][a] = prod_{i<a} eq(y_i, u_i)
};

}  // namespace ogzk
