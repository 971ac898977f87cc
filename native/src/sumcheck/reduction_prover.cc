// SPDX-License-Identifier: Apache-2.0
#include "sumcheck/reduction_prover.h"

namespace ogzk {

ReductionResult prove_reduction(std::vector<ReductionStack> stacks, size_t rounds, const SendRound& send) {
  ReductionResult result;
  std::vector<Fr> tail(stacks.size(), Fr::one());  // pz of §8.2
  for (size_t i = 0; i < rounds; ++i) {
    Fr c0, c2;
    for (size_t s = 0; s < stacks.size(); ++s) {
      const std::vector<Fr>& o = stacks[s].omega;
      const std::vector<Fr>& d = stacks[s].data;
      if (o.size() == 1) {  // omega and data both carry pz (1 - Y): (1 - Y)^2 = 1 - 2Y + Y^2
        const Fr v = o[0] * d[0] * tail[s].square();
        c0 += v;
        c2 += v;
        continue;
      }
      const std::array<Fr, 2> sum = parallel_sum<2>(o.size() / 2, 1024, [&](size_t begin, size_t end) {
        std::array<Fr, 2> part{};
        for (size_t j = begin; j < end; ++j) {
          const Fr d0 = d[2 * j];
          const Fr d1 = d[2 * j + 1];
          if (d0.is_zero() && d1.is_zero()) continue;
          part[0] += o[2 * j] * d0;
          part[1] += (o[2 * j + 1] - o[2 * j]) * (d1 - d0);
        }
        return part;
      });
      c0 += sum[0];
      c2 += sum[1];
    }
    const std::array<Fr, 2> message = {c0, c2};
    const Fr x = send(message);
    result.u.push_back(x);
    for (size_t s = 0; s < stacks.size(); ++s) {
      if (stacks[s].omega.size() == 1) {
        tail[s] *= Fr::one() - x;
        continue;
      }
      bind_lowest(stacks[s].omega, x);
      bind_lowest(stacks[s].data, x);
    }
  }
  for (size_t s = 0; s < stacks.size(); ++s) result.omega.push_back(stacks[s].omega[0] * tail[s]);
  return result;
}

}  // namespace ogzk
