// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "circuit/circuit.h"

namespace ogzk {

// acc + 2^(s-1) + 2^(4T-1) of a row, an integer in [0, 2^(4T)) by check_bounds (circuits/protocol.md §3.2, §3.4).
u64 shifted_accumulator(const Circuit& circuit, const CircuitLayer& layer, uint32_t row, std::span<const int32_t> x);

// What follows from it, §3.2: four digits, the class of the top one, and v.
struct Activation {
  std::array<int32_t, 4> digit;
  int32_t klass, v;
};
Activation activate(unsigned T, u64 shifted);

// The layer's value where its activation is v: v, or F(v) (§3.1).
inline int32_t value_of(const Circuit& circuit, const CircuitLayer& layer, int32_t v) {
  return layer.function == 0 ? v : circuit.functions[layer.function - 1].values[static_cast<size_t>(v)];
}

}  // namespace ogzk
