// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup/lookup_prover.h"
#include "prover/prover.h"

namespace ogzk {

// One proof in the making: the steps of circuits/protocol.md §4.1 in order.
class ProofRun {
 public:
  ProofRun(const Prover& prover, const Witness& witness, std::span<const uint8_t, 32> context, const HedgedRandom& random,
           const ProveOptions& options);

  // The proof's bytes; nothing if a challenge met a key or a table row, or a weight of X or H vanished (§11.4): the
  // caller starts again with fresh randomness.
  std::optional<Bytes> run();

 private:
  void commit_phase_1();
  bool commit_helpers();
  void prove_s1();
  void prove_s2();
  bool prove_s3_and_open();

  Fr absorb(uint8_t label, uint8_t round, ByteSpan data);
  Fr send_round(uint8_t label, uint8_t round, std::span<const Fr> coefficients);
  Fr send_values(uint8_t label, std::span<const Fr> values);
  G1 commit(std::span<const Fr> data) const;                 // at K b, without blinders
  std::vector<Fr> field(std::span<const int32_t> v) const;

  const Prover& prover_;
  const Circuit& c_;
  const Layout& g_;
  const Key& key_;
  const Srs& srs_;
  const Witness& witness_;
  const ProveOptions& options_;
  Transcript transcript_;
  Bytes proof_;

  std::vector<Fr> mask_;    // X's, row-major K x C
  Fr h_blinder_;
  std::vector<Fr> G_;       // pads, then 3 blinders
  size_t next_pad_ = 0;

  std::vector<Fr> H_;       // stack H
  std::vector<Fr> margin_;  // alpha - key
  std::vector<LookupPiece> pieces_;
  std::vector<std::vector<Fr>> folded_;  // A_l of S2
  Fr alpha_, beta_, mu_, kappa_;
  std::vector<Fr> taus_, r_, k_, B1_, E1_, B2_;
};

}  // namespace ogzk
