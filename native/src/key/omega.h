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

// Omega_P(u) per stack, strict zero extension included (circuits/protocol.md §8.2, §8.6):
//   Omega_P = (sum of the terms on P at u_0 .. u_{n_P - 1}) prod_{i >= n_P} (1 - u_i).
// Stacks without terms are 0.
std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u, std::span<const Fr> weights);
std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                       std::span<const Fr> k, std::span<const Fr> u, const Fr& xi);

}  // namespace ogzk
