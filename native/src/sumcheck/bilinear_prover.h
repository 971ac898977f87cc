// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sumcheck/round.h"

namespace ogzk {

// One layer of S2: weight * sum_k e(k) A(k) (B(k) + s k_0 (1 - k_0)), both of 2^nK_l entries, nK_l >= 1; s is its
// blinder.
struct BilinearLayer {
  SecretVector<Fr> A;
  SecretVector<Fr> B;
  Fr weight;
};

struct BilinearResult {
  std::vector<Fr> k;
  std::vector<Fr> b_hat;  // per layer, B2
};

// The prover of S2 (protocol.md §6.1), one blinder per layer: rounds of (c_0, c_2), and c_3 in round 0.
BilinearResult prove_bilinear(std::vector<BilinearLayer> layers, std::span<const Fr> blinders, size_t rounds,
                              const SendRound& send);

}  // namespace ogzk
