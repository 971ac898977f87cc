// SPDX-License-Identifier: Apache-2.0
#include "setup/proving_key.h"

#include <algorithm>

#include "base/secure.h"
#include "key/key.h"

namespace ogzk {

ProvingKey::~ProvingKey() {
  const auto wipe = [](auto& values) { secure_zero(values.data(), values.size() * sizeof values[0]); };
  for (CircuitLayer& layer : circuit.layers) {
    wipe(layer.weights);
    wipe(layer.bias);
  }
  wipe(circuit.source);
  wipe(shifts);
  secure_zero(&w_blinder, sizeof w_blinder);
}

size_t srs_size(const Layout& g) { return (size_t{1} << g.nF) + (kReservedRows << g.t); }

size_t srs_size_for(unsigned log2_size) {
  return (size_t{1} << log2_size) + (kReservedRows << std::min(13U, std::max(5U, log2_size / 2 + 1)));
}

unsigned srs_log2_size(const Layout& g) { return g.nF; }

}  // namespace ogzk
