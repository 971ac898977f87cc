// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "field/fr.h"
#include "hash/keccak.h"

namespace ogzk {

struct CircuitInput {
  uint32_t size = 0;
  bool is_public = false;
  int32_t zero_point = 0;
};

// y = clamp or F of the requantised accumulator, circuits/protocol.md §3.1.
struct CircuitLayer {
  std::string name;
  uint32_t input = 0;  // value id
  uint32_t rows = 0;
  uint32_t inner = 0;
  std::vector<int32_t> weights;  // row-major, rows x inner
  std::vector<int64_t> bias;     // rows
  uint32_t function = 0;         // 0: clamp; f: functions[f-1]
};

struct CircuitFunction {
  std::string name;
  std::vector<int32_t> values;  // 2^T entries, F(0) = 0
  int32_t min = 0;
  int32_t max = 0;
};

struct CircuitOutput {
  uint32_t value = 0;  // value id of a layer
  int32_t zero_point = 0;
  bool exact = false;  // publish the accumulator, two integers a row, instead of the value (§3.5)
};

// The integer network of protocol.md §3, checked: every size, range and bound of §3.4 holds.
// Value ids: inputs first, then layers in order; a layer reads an earlier value.
struct Circuit {
  unsigned limb_bits = 0;  // T
  std::vector<CircuitInput> inputs;
  std::vector<CircuitLayer> layers;
  std::vector<CircuitFunction> functions;
  std::vector<CircuitOutput> outputs;
  Digest schema_hash{};
  Bytes source;  // the bytes it was read from

  unsigned shift() const { return 2 * limb_bits; }
  bool is_layer(uint32_t value) const { return value >= inputs.size(); }
  const CircuitLayer& layer_of(uint32_t value) const { return layers[value - inputs.size()]; }
  uint32_t size_of(uint32_t value) const { return is_layer(value) ? layer_of(value).rows : inputs[value].size; }
  // The declared integer range of a value's entries.
  int64_t min_of(uint32_t value) const;
  int64_t max_of(uint32_t value) const;
  size_t input_entries() const;
  // Number of published integers: public inputs, then outputs.
  size_t published() const;
};

// Reads circuits/schema/circuit.proto bytes as hostile. Throws Malformed for what is not a circuit,
// Unsupported for one outside the limits, InvalidArgument for one whose bound (§3.4) fails.
Circuit read_circuit(ByteSpan bytes);

// b' = b + 2^(s-1) + 2^(4T-1), what is committed for a real row (§3.2).
inline Fr committed_bias(const Circuit& circuit, int64_t bias) {
  return Fr::from_i128((i128{1} << (circuit.shift() - 1)) + (i128{1} << (4 * circuit.limb_bits - 1)) + bias);
}

// keccak of everything but the weights and biases: shape, tables, schema. Anybody may know it; a hash of the weights
// would confirm a guess of them, which the blinder of [W] is there to prevent. vkDigest names the weights.
Digest circuit_digest(const Circuit& circuit);

}  // namespace ogzk
