// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "circuit/circuit.h"

namespace ogzk {

// The exact interval of a layer's accumulators over every declared input, from the actual weights.
struct AccumulatorBounds {
  __extension__ __int128 min = 0;
  __extension__ __int128 max = 0;
};
AccumulatorBounds accumulator_bounds(const Circuit& circuit, const CircuitLayer& layer);

// protocol.md §3.4: -2^(4T-1) <= acc + 2^(s-1) < 2^(4T-1) for every row and every declared input, so that
// the four digits exist (no declared input lacks a proof) and nothing wraps. Throws InvalidArgument.
void check_bounds(const Circuit& circuit);

}  // namespace ogzk
