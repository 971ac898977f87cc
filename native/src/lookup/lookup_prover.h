// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sumcheck/round.h"

namespace ogzk {

// One piece of the table (protocol.md §5.2): 2^p rows.
struct LookupPiece {
  SecretVector<Fr> g;      // m / (alpha - t)
  SecretVector<Fr> m;      // multiplicities
  std::vector<Fr> margin;  // alpha - t
  Fr weight;               // mu^(j+1)
};

struct LookupResult {
  std::vector<Fr> r;
  Fr h_hat;  // B1[0]
};

// The prover of S1 (§5.3) over 2^nL slots: h, margin = alpha - key, taus of §4.1, blinder s_h.
// Rounds of (a_1, a_2), and a_3 in round 0.
LookupResult prove_lookup(SecretVector<Fr> h, SecretVector<Fr> margin, std::vector<LookupPiece> pieces,
                          std::span<const Fr> taus, const Fr& blinder, const SendRound& send);

}  // namespace ogzk
