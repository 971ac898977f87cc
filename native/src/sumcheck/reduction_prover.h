// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "sumcheck/round.h"

namespace ogzk {

// One stack of S3, circuits/protocol.md §8.2: sum_y omega(y) data(y), bound one variable after another, lowest first. A
// stack with fewer variables than nF is zero above them: it then stays as one value with the factor 1 - Y.
class ReductionStack {
 public:
  virtual ~ReductionStack() = default;
  // (c_0, c_2) of the round polynomial at the next variable.
  virtual std::array<Fr, 2> round() = 0;
  virtual void bind(const Fr& x) = 0;
  // The strictly extended weight at u, once every variable is bound.
  virtual Fr omega() const = 0;
};

// A stack given by two tables of 2^n_P entries, of which either may end early: what is left out is 0.
class DenseReduction final : public ReductionStack {
 public:
  // data must hold as many entries as omega, and outlive the first bind.
  DenseReduction(unsigned variables, std::vector<Fr> omega, std::span<const Fr> data);
  std::array<Fr, 2> round() override;
  void bind(const Fr& x) override;
  Fr omega() const override { return omega_[0] * tail_; }

 private:
  unsigned variables_;  // left to bind
  std::vector<Fr> omega_;
  std::span<const Fr> data_;  // as long as omega_
  SecretVector<Fr> bound_;    // where data_ lies, from the first bind on
  Fr tail_ = Fr::one();       // pz of §8.2
};

// The prover of S3 over `rounds` = nF variables: (c_0, c_2) per round. Returns u.
std::vector<Fr> prove_reduction(std::span<const std::unique_ptr<ReductionStack>> stacks, size_t rounds,
                                const SendRound& send);

}  // namespace ogzk
