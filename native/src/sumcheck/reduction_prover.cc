// SPDX-License-Identifier: Apache-2.0
#include "sumcheck/reduction_prover.h"

namespace ogzk {

std::array<Fr, 2> DenseReduction::round() {
  if (omega_.size() == 1) {  // omega and data both carry pz (1 - Y): (1 - Y)^2 = 1 - 2Y + Y^2
    const Fr v = omega_[0] * data_[0] * tail_.square();
    return {v, v};
  }
  return parallel_sum<2>(omega_.size() / 2, 1024, [&](size_t begin, size_t end) {
    std::array<Fr, 2> part{};
    for (size_t j = begin; j < end; ++j) {
      const Fr d0 = data_[2 * j];
      const Fr d1 = data_[2 * j + 1];
      if (d0.is_zero() && d1.is_zero()) continue;
      part[0] += omega_[2 * j] * d0;
      part[1] += (omega_[2 * j + 1] - omega_[2 * j]) * (d1 - d0);
    }
    return part;
  });
}

void DenseReduction::bind(const Fr& x) {
  if (omega_.size() == 1) {
    tail_ *= Fr::one() - x;
    return;
  }
  bind_lowest(omega_, x);
  bind_lowest(data_, x);
}

std::vector<Fr> prove_reduction(std::span<const std::unique_ptr<ReductionStack>> stacks, size_t rounds, const SendRound& send) {
  std::vector<Fr> u;
  for (size_t i = 0; i < rounds; ++i) {
    std::array<Fr, 2> message{};
    for (const auto& stack : stacks) {
      const std::array<Fr, 2> part = stack->round();
      message[0] += part[0];
      message[1] += part[1];
    }
    const Fr x = send(message);
    u.push_back(x);
    for (const auto& stack : stacks) stack->bind(x);
  }
  return u;
}

}  // namespace ogzk
