// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <span>

#include "curve/g1.h"
#include "transcript/transcript.h"

namespace ogzk {

// The prover's side of circuits/protocol.md §4: what it says goes into the proof and into the transcript, as the same
// bytes, and the challenge comes back.
class ProofWriter {
 public:
  explicit ProofWriter(Transcript transcript) : transcript_(std::move(transcript)) {}

  Fr points(uint8_t label, std::initializer_list<G1> points);
  Fr scalars(uint8_t label, uint8_t round, std::span<const Fr> values);
  // A step without data, which squeezes too
  Fr nothing(uint8_t label) { return say(label, 0, {}); }
  // The last word of a proof, which no challenge needs: it is unique (§9.1 step 4).
  void hint(const Fr& value);

  Bytes take() { return std::move(proof_); }

 private:
  Fr say(uint8_t label, uint8_t round, ByteSpan data);

  Transcript transcript_;
  Bytes proof_;
};

}  // namespace ogzk
