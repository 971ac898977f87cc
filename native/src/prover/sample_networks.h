// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>

#include "circuit/circuit.h"
#include "witness/witness.h"

namespace ogzk::testing {

// Small random networks for tests: layer sizes as given, inputs hidden unless said otherwise, weights scaled so that
// activations spread over the whole range, saturation on both sides included.
struct SampleNetwork {
  unsigned limb_bits = 8;
  std::vector<uint32_t> sizes = {5, 6, 3};
  std::vector<uint32_t> functions = {};  // per layer; empty: all clamps
  uint32_t function_count = 0;
  bool public_input = false;
  uint64_t seed = 1;
};

inline Circuit make_network(const SampleNetwork& s) {
  std::mt19937_64 random(s.seed);
  const auto in = [&](int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); };
  Circuit c;
  c.limb_bits = s.limb_bits;
  c.schema_hash[0] = 7;
  c.inputs.push_back({s.sizes[0], s.public_input, s.public_input ? 3 : 0});
  const int64_t top = int64_t{1} << s.limb_bits;
  for (uint32_t f = 0; f < s.function_count; ++f) {
    CircuitFunction fn;
    for (int64_t v = 0; v < top; ++v) fn.values.push_back(static_cast<int32_t>((f % 2 == 0 ? v * v / top : -v / 2)));
    fn.min = f % 2 == 0 ? 0 : static_cast<int32_t>(-(top - 1) / 2);
    fn.max = f % 2 == 0 ? static_cast<int32_t>((top - 1) * (top - 1) / top) : 0;
    c.functions.push_back(fn);
  }
  for (size_t l = 0; l + 1 < s.sizes.size(); ++l) {
    CircuitLayer layer;
    layer.name = "layer" + std::to_string(l);
    layer.input = static_cast<uint32_t>(l);
    layer.inner = s.sizes[l];
    layer.rows = s.sizes[l + 1];
    layer.function = s.functions.empty() ? 0 : s.functions[l];
    const int64_t one = int64_t{1} << (2 * s.limb_bits);
    for (size_t i = 0; i < size_t{layer.rows} * layer.inner; ++i)
      layer.weights.push_back(static_cast<int32_t>(in(-one, one)));
    for (size_t i = 0; i < layer.rows; ++i) layer.bias.push_back(in(-one * top / 2, one * top));
    c.layers.push_back(layer);
  }
  c.outputs.push_back({static_cast<uint32_t>(s.sizes.size() - 1), 5});
  return c;
}

inline Values random_inputs(const Circuit& c, uint64_t seed) {
  std::mt19937_64 random(seed);
  Values out;
  for (const CircuitInput& in : c.inputs) {
    SecretVector<int32_t> v(in.size);
    for (int32_t& x : v)
      x = static_cast<int32_t>(std::uniform_int_distribution<int64_t>(0, (int64_t{1} << c.limb_bits) - 1)(random));
    out.push_back(v);
  }
  return out;
}

}  // namespace ogzk::testing
