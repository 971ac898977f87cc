// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "key/omega.h"

// For tests only: readings of a key's terms that lack one rule each, made of the right one. The library has no other.
namespace ogzk::sample {

// Without the strict extension of circuits/protocol.md §8.2: every stack ends where its own variables do.
inline std::array<Fr, kStacks> terms_not_extended(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                                  std::span<const Fr> k, std::span<const Fr> u,
                                                  std::span<const Fr> weights) {
  std::array<Fr, kStacks> omega{};
  for (size_t stack = 0; stack < kStacks; ++stack) {
    if (key.n[stack] == kAbsentStack) continue;
    Key alone = key;
    alone.nF = key.n[stack];
    std::erase_if(alone.terms, [stack](const Term& term) { return term.stack != stack; });
    omega[stack] = evaluate_terms(alone, S, r, k, u.first(alone.nF), weights)[stack];
  }
  return omega;
}

// Without the truncation of §6.2: TRUNC means eq.
inline Key without_truncation(Key key) {
  for (Term& term : key.terms)
    for (Segment& s : term.segments)
      if (s.op == Atom::Trunc) s = {Atom::Eq, s.a, 1 << 8};  // start 0 of point k
  return key;
}

}  // namespace ogzk::sample
