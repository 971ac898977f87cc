// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "field/fr.h"
#include "key/key.h"

namespace ogzk {

// xi^c for each claim c. Terms and pads carry their claim; these weights are the verifier's own.
std::vector<Fr> claim_weights(const Key& key, const Fr& xi);

// How terms are read. The defaults are the protocol; anything else is a mutant, for tests that show what a
// check is good for.
struct TermRules {
  bool extend_strictly = true;  // §8.2
  bool truncate = true;         // §6.2; off: TRUNC means eq
};

// Omega_P(u) per stack, strict zero extension included (circuits/protocol.md §8.2, §8.6):
//   Omega_P = (sum of the terms on P at u_0 .. u_{n_P - 1}) prod_{i >= n_P} (1 - u_i).
// Stacks without terms are 0.
std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u,
                                       std::span<const Fr> weights, const TermRules& rules = {});
std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u, const Fr& xi);

}  // namespace ogzk
