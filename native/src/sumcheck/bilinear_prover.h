// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sumcheck/round.h"

namespace ogzk {

// One layer of S2: weight * sum_k e(k) A(k) (B(k) + blinder k_0 (1 - k_0)), both of 2^nK_l entries, nK_l >= 1.
struct BilinearLayer {
  std::vector<Fr> A;
  std::vector<Fr> B;
  Fr weight;
  Fr blinder;
};

struct BilinearResult {
  std::vector<Fr> k;
  std::vector<Fr> b_hat;  // per layer, B2
};

// The prover of S2 (protocol.md §6.1): rounds of (c_0, c_2), and c_3 in round 0.
BilinearResult prove_bilinear(std::vector<BilinearLayer> layers, size_t rounds, const SendRound& send);

}  // namespace ogzk
