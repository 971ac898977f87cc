// SPDX-License-Identifier: Apache-2.0
#include "setup/weight_rows.h"

#include <algorithm>

namespace ogzk {

IntegerRows weight_rows(const Circuit& circuit, const Layout& g) {
  IntegerRows w;
  w.columns = size_t{1} << g.t;
  size_t used = 0;
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    used = std::max(used, g.weights[l].offset + (size_t{circuit.layers[l].rows} << g.inner[l]));
    used = std::max(used, g.biases[l].offset + circuit.layers[l].rows);
  }
  w.small.assign((used + w.columns - 1) / w.columns * w.columns, 0);
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const CircuitLayer& layer = circuit.layers[l];
    for (size_t i = 0; i < layer.rows; ++i) {
      std::copy_n(layer.weights.begin() + static_cast<ptrdiff_t>(i * layer.inner), layer.inner,
                  w.small.begin() + static_cast<ptrdiff_t>(g.weights[l].offset + (i << g.inner[l])));
      w.large.emplace_back(g.biases[l].offset + i, committed_bias(circuit, layer.bias[i]));
    }
  }
  return w;
}

}  // namespace ogzk
