// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/progress.h"
#include "key/key.h"
#include "prover/randomness.h"
#include "setup/proving_key.h"
#include "setup/weight_rows.h"
#include "transcript/transcript.h"
#include "verifier/verifier.h"
#include "witness/witness.h"

namespace ogzk {

struct ProofResult {
  Bytes proof;      // circuits/protocol.md §4.2
  Bytes published;  // §1.4
};

struct ProveOptions {
  Progress progress;
  Entropy entropy = os_random;
  std::vector<TranscriptEntry>* manifest = nullptr;  // for golden files
};

// Proves inferences of one circuit. Immutable: one prover may serve many calls at once.
class Prover {
 public:
  // Throws InvalidArgument if the key was made for another SRS, or the SRS is too small.
  Prover(ProvingKey key, std::shared_ptr<const Srs> srs);

  // inputs: per input, integers in [0, 2^T); others are refused by InvalidArgument. The proof is verified before it is
  // returned.
  ProofResult prove(const Values& inputs, std::span<const uint8_t, 32> context, const ProveOptions& options = {}) const;

  // The same with a witness as given: for tests of what a lying prover can do. The proof is not verified.
  Bytes prove_witness(const Witness& witness, std::span<const uint8_t, 32> context, const ProveOptions& options) const;

  const ProvingKey& proving_key() const { return pk_; }
  const Key& key() const { return key_; }
  const SrsPoints& srs_points() const { return points_; }

 private:
  friend class ProofRun;

  ProvingKey pk_;
  std::shared_ptr<const Srs> srs_;
  Key key_;
  SrsPoints points_;
  IntegerRows weights_;        // stack W
  std::vector<Fr> functions_;  // stack T
};

}  // namespace ogzk
