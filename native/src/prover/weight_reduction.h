// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "circuit/layout.h"
#include "key/key.h"
#include "sumcheck/reduction_prover.h"

namespace ogzk {

// Stack W in S3 without a table of field elements of its size. On a layer's block omega is scale * eq(k, .) (x) eq(r,
// .), so while inner variables are bound, sum over rows first: A_l(k) = sum_i eq(r_l, i) W_l(i, k), which S2 has made
// already; then one pass over the integers gives w_l(i) = sum_k eq(u, k) W_l(i, k), and the row variables run on that.
// A block of 2^p entries is one value after p rounds; from then on values are merged by their index.
class WeightReduction final : public ReductionStack {
 public:
  // folded[l] = A_l, of 2^nK_l entries. The terms of the key give the scales, weights are claim_weights (key/omega.h).
  WeightReduction(const Circuit& circuit, const Layout& layout, const Key& key, std::vector<SecretVector<Fr>> folded,
                  std::span<const Fr> S, std::span<const Fr> r, std::span<const Fr> k, std::span<const Fr> weights);
  std::array<Fr, 2> round() override;
  void bind(const Fr& x) override;
  Fr omega() const override;

 private:
  struct BlockState {
    Block block;
    std::vector<Fr> omega;  // of the variables being bound
    SecretVector<Fr> data;
    const CircuitLayer* layer;    // weights whose inner variables are being bound; null afterwards and for biases
    std::vector<Fr> row_weights;  // eq(r_l, .)
    unsigned inner = 0;           // nK_l
  };
  struct Entry {
    uint64_t index;
    Fr omega, data;
  };
  void settle();  // blocks bound entirely become entries

  unsigned variables_;
  std::vector<BlockState> blocks_;
  SecretVector<Entry> entries_;  // sorted by index at the current level
  std::vector<Fr> u_;
  Fr tail_ = Fr::one();
};

}  // namespace ogzk
