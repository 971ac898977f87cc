// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "key/key.h"

namespace ogzk {

// The batched weight of one stack as a table: sum over its terms of xi^claim S[s0] S[s1] times the tensor product of
// the segments (circuits/protocol.md §8.6). It ends where the last term does; up to 2^n_P it is 0. The prover reads the
// same terms as the verifier. weights are claim_weights (key/omega.h).
std::vector<Fr> dense_omega(const Key& key, size_t stack, std::span<const Fr> S, std::span<const Fr> r,
                            std::span<const Fr> k, std::span<const Fr> weights);

}  // namespace ogzk
