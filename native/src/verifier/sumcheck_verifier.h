// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"
#include "transcript/transcript.h"
#include "verifier/proof.h"

namespace ogzk {

// Where a sumcheck ends: its point, and the value its polynomial must have there.
struct SumcheckEnd {
  std::vector<Fr> point;
  Fr value;
};

// S1, circuits/protocol.md §5.3. Round i sends a_1, a_2 (and a_3) of q_i(Y) = a_0 + a_1 Y + ...; a_0 follows
// from (1 - tau_i) q_i(0) + tau_i q_i(1) = claim, so that  q_i(r_i) = claim + sum_{j>=1} a_j (r_i^j - tau_i).
SumcheckEnd verify_s1(Transcript& transcript, std::span<const Message> rounds, std::span<const Fr> taus);

// S2 and S3, §6.1 and §8. Round i sends c_0, c_2 (and c_3); c_1 follows from c(0) + c(1) = claim, so that
// c(y) = claim y + c_0 (1 - 2y) + c_2 (y^2 - y) + c_3 (y^3 - y).
SumcheckEnd verify_rounds(Transcript& transcript, uint8_t label, std::span<const Message> rounds, const Fr& claim);

}  // namespace ogzk
