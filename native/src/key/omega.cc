// SPDX-License-Identifier: Apache-2.0
#include "key/omega.h"

#include "key/checked.h"
#include "key/segment.h"

namespace ogzk {

std::vector<Fr> claim_weights(const Key& key, const Fr& xi) {
  std::vector<Fr> weights = {Fr::one()};
  while (weights.size() < key.claims()) weights.push_back(weights.back() * xi);
  return weights;
}

std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u, std::span<const Fr> weights) {
  check(r.size() == key.nL && k.size() == key.nK && u.size() == key.nF, "evaluate_terms: not the key's points");
  const SegmentEvaluator evaluator(S, r, k, u);

  std::array<Fr, kStacks> omega{};
  for (const Term& term : key.terms) {
    Fr value = at(weights, term.claim) * at(S, term.s0) * at(S, term.s1);
    size_t position = 0;
    for (const Segment& segment : term.segments) {
      value *= evaluator.factor(segment, position);
      position += segment.a;
    }
    at(std::span(omega), term.stack) += value;
  }

  // The strict extension, §8.2
  for (size_t stack = 0; stack < kStacks; ++stack) {
    if (key.n[stack] == kAbsentStack) continue;
    for (size_t i = key.n[stack]; i < u.size(); ++i) omega[stack] *= Fr::one() - u[i];
  }
  return omega;
}

std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u, const Fr& xi) {
  return evaluate_terms(key, S, r, k, u, claim_weights(key, xi));
}

}  // namespace ogzk
