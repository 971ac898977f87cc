// SPDX-License-Identifier: Apache-2.0
#include "sumcheck/reduction_prover.h"

namespace ogzk {

DenseReduction::DenseReduction(unsigned variables, std::vector<Fr> omega, std::span<const Fr> data)
    : variables_(variables), omega_(std::move(omega)) {
  size_t used = data.size();
  while (used > omega_.size() && data[used - 1].is_zero()) --used;
  check(!omega_.empty() && used >= omega_.size() && used <= size_t{1} << variables,
        "a stack of S3 does not have the size of its table");
  omega_.resize(used);
  data_ = data.first(used);
}

std::array<Fr, 2> DenseReduction::round() {
  const Fr* omega = omega_.data();
  const Fr* data = data_.data();
  if (variables_ == 0) {  // omega and data both carry pz (1 - Y): (1 - Y)^2 = 1 - 2Y + Y^2
    const Fr v = omega[0] * data[0] * tail_.square();
    return {v, v};
  }
  const size_t pairs = omega_.size() / 2;
  std::array<Fr, 2> sum = parallel_sum<2>(pairs, 1024, [&](size_t begin, size_t end) {
    std::array<Fr, 2> part{};
    for (size_t j = begin; j < end; ++j) {
      const Fr d0 = data[2 * j];
      const Fr d1 = data[2 * j + 1];
      if (d0.is_zero() && d1.is_zero()) continue;
      part[0] += omega[2 * j] * d0;
      part[1] += (omega[2 * j + 1] - omega[2 * j]) * (d1 - d0);
    }
    return part;
  });
  if (omega_.size() % 2 != 0) {  // the partner of the last entry is 0
    const Fr last = omega[2 * pairs] * data[2 * pairs];
    sum[0] += last;
    sum[1] += last;
  }
  return sum;
}

void DenseReduction::bind(const Fr& x) {
  if (variables_ == 0) {
    tail_ *= Fr::one() - x;
    return;
  }
  --variables_;
  bind_lowest(omega_, x);
  if (bound_.empty()) {
    bound_ = bound_lowest(data_, x);
  } else {
    bind_lowest(bound_, x);
  }
  data_ = bound_;
}

std::vector<Fr> prove_reduction(std::span<const std::unique_ptr<ReductionStack>> stacks, size_t rounds,
                                const SendRound& send) {
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
