// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"
#include "key/key.h"

namespace ogzk {

// The coefficients of Phi, circuits/protocol.md §8.3: f~(u) = A + <Phi, G>. KG of them, in the order in which
// pads are used: rounds of S1, S2, S3, then the s of B1 and of B2. weights are claim_weights (key/omega.h).
std::vector<Fr> pad_functional(const Key& key, std::span<const Fr> taus, std::span<const Fr> r, std::span<const Fr> k,
                               std::span<const Fr> u, std::span<const Fr> weights);
std::vector<Fr> pad_functional(const Key& key, std::span<const Fr> taus, std::span<const Fr> r, std::span<const Fr> k,
                               std::span<const Fr> u, const Fr& xi);

}  // namespace ogzk
