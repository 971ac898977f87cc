// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sumcheck/round.h"

namespace ogzk {

// One stack of S3: sum_y omega(y) data(y) over its own 2^n_P entries.
struct ReductionStack {
  std::vector<Fr> omega;
  std::vector<Fr> data;
};

struct ReductionResult {
  std::vector<Fr> u;
  std::vector<Fr> omega;  // per stack: the strictly extended weight at u (protocol.md §8.2)
};

// The prover of S3 over `rounds` = nF variables: (c_0, c_2) per round. A stack with fewer variables is zero above.
ReductionResult prove_reduction(std::vector<ReductionStack> stacks, size_t rounds, const SendRound& send);

}  // namespace ogzk
