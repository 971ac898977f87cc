// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "key/key.h"

namespace ogzk {

// The batched weight of one stack as a table of 2^n_P entries: sum over its terms of xi^claim S[s0] S[s1] times the
// tensor product of the segments (circuits/protocol.md §8.6). The prover reads the same terms as the verifier.
std::vector<Fr> dense_omega(const Key& key, size_t stack, std::span<const Fr> S, std::span<const Fr> r,
                            std::span<const Fr> k, std::span<const Fr> claim_weights);

}  // namespace ogzk
