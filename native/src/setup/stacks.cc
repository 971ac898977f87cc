// SPDX-License-Identifier: Apache-2.0
#include "setup/proving_key.h"

namespace ogzk {

std::vector<Fr> weight_stack(const Circuit& circuit, const Layout& g) {
  std::vector<Fr> w(size_t{1} << g.n[0]);
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const CircuitLayer& layer = circuit.layers[l];
    for (uint32_t i = 0; i < layer.rows; ++i) {
      Fr* row = w.data() + g.weights[l].offset + (size_t{i} << g.inner[l]);
      for (uint32_t k = 0; k < layer.inner; ++k) row[k] = Fr::from_i64(layer.weights[size_t{i} * layer.inner + k]);
      w[g.biases[l].offset + i] = committed_bias(circuit, layer.bias[i]);
    }
  }
  return w;
}

std::vector<Fr> function_stack(const Circuit& circuit, const Layout& g) {
  if (!g.curved) return {};
  std::vector<Fr> t(size_t{1} << g.n[1]);
  for (size_t f = 0; f < circuit.functions.size(); ++f)
    for (size_t i = 0; i < circuit.functions[f].values.size(); ++i)
      t[(f << g.T) + i] = Fr::from_i64(circuit.functions[f].values[i]);
  return t;
}

}  // namespace ogzk
