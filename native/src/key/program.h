// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "field/fr.h"
#include "key/key.h"

namespace ogzk {

// What the program may read: everything fixed before xi is drawn.
struct ProgramInput {
  Fr alpha, beta, mu, kappa;
  std::span<const Fr> r, k;        // nL and nK coordinates
  std::span<const Fr> B1, E1, B2;  // NB1, NE1 and NB2 values
  std::span<const int32_t> pub;    // nPub values
  Fr C1, A2;                       // where S1 and S2 ended
};

struct ProgramOutput {
  std::vector<Fr> S;    // the scalars of circuits/protocol.md §8.5
  std::vector<Fr> rhs;  // right side of each claim, §8.1
};

// Runs the program of a key that read_key accepted. Throws Internal when the sizes are not the key's.
ProgramOutput run_program(const Key& key, const ProgramInput& in);

}  // namespace ogzk
