// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup/lookup_prover.h"
#include "pcs/proof_writer.h"
#include "prover/prover.h"

namespace ogzk {

// One proof in the making: the steps of circuits/protocol.md §4.1 in order.
class ProofRun {
 public:
  ProofRun(const Prover& prover, const Witness& witness, std::span<const uint8_t, 32> context,
           const HedgedRandom& random, const ProveOptions& options);

  ~ProofRun() { secure_zero(&h_blinder_, sizeof h_blinder_); }
  ProofRun(const ProofRun&) = delete;
  ProofRun& operator=(const ProofRun&) = delete;

  // The proof's bytes; nothing if alpha met a slot's key or a row in use, or a weight of X or H vanished (§11.4): the
  // caller starts again with fresh randomness.
  std::optional<Bytes> run();

 private:
  void commit_phase_1();
  bool commit_helpers();
  void prove_s1();
  void prove_s2();
  bool prove_s3_and_open();

  Fr send_round(uint8_t label, uint8_t round, std::span<const Fr> coefficients);  // padded
  std::span<const Fr> blinders() const;                                           // s of B1, then of B2, §8.3
  G1 commit(std::span<const Fr> data) const;                                      // at K b, without blinders

  const Prover& prover_;
  const Circuit& c_;
  const Layout& g_;
  const Key& key_;
  const Srs& srs_;
  const Witness& witness_;
  const ProveOptions& options_;
  ProofWriter proof_;

  SecretVector<Fr> mask_;  // X's, row-major K x C
  Fr h_blinder_;
  SecretVector<Fr> G_;  // pads, then 3 blinders
  size_t next_pad_ = 0;

  SecretVector<Fr> H_;       // stack H, up to its last block
  SecretVector<Fr> margin_;  // alpha - key
  std::vector<LookupPiece> pieces_;
  std::vector<SecretVector<Fr>> folded_;  // A_l of S2
  Fr alpha_, beta_, mu_, kappa_;
  std::vector<Fr> taus_, r_, k_, B1_, E1_, B2_;
};

}  // namespace ogzk
