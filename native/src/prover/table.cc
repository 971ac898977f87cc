// SPDX-License-Identifier: Apache-2.0
#include "prover/table.h"

namespace ogzk {

SecretVector<Fr> slot_keys(const Circuit& circuit, const Layout& g, std::span<const int32_t> X, const Fr& beta) {
  const Fr beta2 = beta.square();
  SecretVector<Fr> key(g.domain.size());
  for (size_t i = 0; i < key.size(); ++i) key[i] = Fr::from_i64(X[g.domain.offset + i]);
  const Fr tag3 = Fr::from_u64(3) * beta2;
  for (size_t i = 0; i < g.A(); ++i) {
    const Fr c = Fr::from_i64(X[g.c.offset + i]);
    key[g.digits + 2 * g.A() + i] += beta * Fr::from_i64(X[g.y.offset + i]) + beta2 * c;
    key[g.digits + 3 * g.A() + i] += beta * c + tag3;
  }
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const uint32_t f = circuit.layers[l].function;
    if (f == 0) continue;
    const Fr tag = Fr::from_u64(3 + f) * beta2;
    for (size_t i = 0; i < g.rows[l].size(); ++i) {
      const size_t at = g.rows[l].offset + i;
      key[g.y_lane + at] += beta * Fr::from_i64(X[g.fy.offset + at]) + tag;
    }
  }
  return key;
}

std::vector<Fr> table_keys(const Circuit& circuit, const Layout& g, const Fr& beta) {
  const size_t top = size_t{1} << g.T;
  const Fr beta2 = beta.square();
  const std::array<Fr, 3> tag = {beta2, beta2.dbl(), beta2.dbl() + beta2};
  const Fr above = Fr::from_u64(top - 1) * beta + tag[1];
  std::vector<Fr> key(g.table_rows());
  for (size_t v = 0; v < top; ++v) {
    const Fr first = Fr::from_u64(v);
    const Fr klass = v < top / 2 ? Fr::zero() : v == top / 2 ? beta : beta.dbl();
    key[v] = first;
    key[top + v] = first + beta * first + tag[0];
    key[2 * top + v] = first + above;
    key[3 * top + v] = first + klass + tag[2];
    for (size_t f = 0; f < circuit.functions.size(); ++f)
      key[(4 + f) * top + v] =
          first + beta * Fr::from_i64(circuit.functions[f].values[v]) + Fr::from_u64(4 + f) * beta2;
  }
  return key;
}

}  // namespace ogzk
