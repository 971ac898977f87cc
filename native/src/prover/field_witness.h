// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "prover/sample_model.h"
#include "witness/witness.h"

// For tests only: stack X over the whole field, so that it can hold what no integer witness does.
namespace ogzk::testing {

using Triple = std::array<Fr, 3>;

inline std::optional<uint64_t> small(const Fr& v) {
  const Limbs l = v.canonical();
  if ((l[1] | l[2] | l[3]) != 0) return std::nullopt;
  return l[0];
}

// Columns F_1, F_2, ... of the table
using Columns = std::vector<std::vector<Fr>>;
inline Columns function_columns(const Circuit& c) {
  Columns out;
  for (const CircuitFunction& f : c.functions) {
    out.emplace_back();
    for (const int32_t v : f.values) out.back().push_back(Fr::from_i64(v));
  }
  return out;
}

// The table of §5.1, segment after segment
inline std::vector<Triple> table_of(const Layout& g, const Columns& functions) {
  const uint64_t top = uint64_t{1} << g.T, middle = top / 2;
  std::vector<Triple> rows;
  const auto segment = [&](uint64_t tag, const auto& second) {
    for (uint64_t v = 0; v < top; ++v) rows.push_back({Fr::from_u64(v), second(v), Fr::from_u64(tag)});
  };
  segment(0, [](uint64_t) { return Fr::zero(); });
  segment(1, [](uint64_t v) { return Fr::from_u64(v); });
  segment(2, [&](uint64_t) { return Fr::from_u64(top - 1); });
  segment(3, [&](uint64_t v) { return Fr::from_u64(v < middle ? 0 : v == middle ? 1 : 2); });
  for (size_t f = 0; f < functions.size(); ++f) segment(4 + f, [&](uint64_t v) { return functions[f][v]; });
  return rows;
}

// What each slot of the domain looks up
inline std::vector<Triple> slots_of(const Circuit& c, const Layout& g, std::span<const Fr> X) {
  std::vector<Triple> slots;
  for (size_t i = 0; i < g.domain.size(); ++i) slots.push_back({X[g.domain.offset + i], Fr::zero(), Fr::zero()});
  for (size_t i = 0; i < g.A(); ++i) {
    const Fr klass = X[g.c.offset + i];
    slots[g.digits + 2 * g.A() + i][1] = X[g.y.offset + i];
    slots[g.digits + 2 * g.A() + i][2] = klass;
    slots[g.digits + 3 * g.A() + i][1] = klass;
    slots[g.digits + 3 * g.A() + i][2] = Fr::from_u64(3);
  }
  for (size_t l = 0; l < c.layers.size(); ++l) {
    if (c.layers[l].function == 0) continue;
    for (size_t i = g.rows[l].offset; i < g.rows[l].offset + g.rows[l].size(); ++i) {
      slots[g.y_lane + i][1] = X[g.fy.offset + i];
      slots[g.y_lane + i][2] = Fr::from_u64(3 + c.layers[l].function);
    }
  }
  return slots;
}

// Writes the multiplicities that belong to the slots; returns the slots that are no row of the table.
inline std::vector<size_t> recount(const Circuit& c, const Layout& g, std::span<Fr> X, const Columns& functions) {
  const std::vector<Triple> rows = table_of(g, functions), slots = slots_of(c, g, X);
  for (size_t row = 0; row < rows.size(); ++row) X[g.count_position(row)] = Fr::zero();
  std::vector<size_t> strangers;
  for (size_t i = 0; i < slots.size(); ++i) {
    const auto first = small(slots[i][0]), third = small(slots[i][2]);
    const size_t row = first && third && *first >> g.T == 0 && *third < 1000 ? (*third << g.T) + *first : rows.size();
    if (row < rows.size() && rows[row] == slots[i])
      X[g.count_position(row)] += Fr::one();
    else
      strangers.push_back(i);
  }
  return strangers;
}

// Digits, class, Y and Fy of row i of layer l for a shifted accumulator (§3.2); the layer's value.
inline Fr put_activation(const Circuit& c, const Layout& g, std::span<Fr> X, size_t l, size_t i, u64 shifted) {
  const uint64_t top = uint64_t{1} << g.T, middle = top / 2;
  const size_t at = g.rows[l].offset + i;
  std::array<uint64_t, 4> d{};
  for (unsigned j = 0; j < 4; ++j) {
    d[j] = shifted >> (g.T * j) & (top - 1);
    X[g.digit_lane(j) + at] = Fr::from_u64(d[j]);
  }
  const uint64_t klass = d[3] < middle ? 0 : d[3] == middle ? 1 : 2;
  const uint64_t v = klass == 0 ? 0 : klass == 1 ? d[2] : top - 1;
  X[g.c.offset + at] = Fr::from_u64(klass);
  X[g.y.offset + at] = Fr::from_u64(v);
  if (c.layers[l].function == 0) return Fr::from_u64(v);
  return X[g.fy.offset + at] = Fr::from_i64(c.functions[c.layers[l].function - 1].values[v]);
}

// Ways to leave the network's path while a witness is assembled.
struct Tamper {
  std::function<void(size_t l, std::vector<int64_t>& x)> read;        // what layer l reads
  std::function<void(size_t l, size_t i, u64& shifted)> accumulator;  // what row i of layer l sums to
};

struct Assembly {
  std::vector<Fr> X;
  Values values;
  Bytes pub;
};

// X for these inputs, layer by layer by §3.1 and §3.2 in 128-bit integers; padding 0; multiplicities as they belong.
inline Assembly assemble(const Model& m, const Values& inputs, const Tamper& tamper = {}) {
  const Circuit& c = m.circuit;
  Assembly out{std::vector<Fr>(size_t{1} << m.g.n[kStackX]), inputs, {}};
  for (size_t i = 0; i < inputs.size(); ++i)
    for (size_t j = 0; j < inputs[i].size(); ++j)
      out.X[m.g.domain.offset + m.g.inputs[i].offset + j] = Fr::from_i64(inputs[i][j]);
  for (size_t l = 0; l < c.layers.size(); ++l) {
    const CircuitLayer& layer = c.layers[l];
    std::vector<int64_t> x(out.values[layer.input].begin(), out.values[layer.input].end());
    if (tamper.read) tamper.read(l, x);
    SecretVector<int32_t> y;
    for (size_t i = 0; i < layer.rows; ++i) {
      i128 acc = i128{layer.bias[i]} + (i128{1} << (2 * m.g.T - 1)) + (i128{1} << (4 * m.g.T - 1));
      for (size_t k = 0; k < layer.inner; ++k) acc += i128{layer.weights[i * layer.inner + k]} * x[k];
      u64 shifted = static_cast<u64>(acc);
      if (tamper.accumulator) tamper.accumulator(l, i, shifted);
      const Fr value = put_activation(c, m.g, out.X, l, i, shifted);
      const auto positive = small(value);
      y.push_back(positive ? static_cast<int32_t>(*positive) : -static_cast<int32_t>(small(-value).value()));
    }
    out.values.push_back(std::move(y));
  }
  out.pub = encode_published(published_values(c, out.values));
  (void)recount(c, m.g, out.X, function_columns(c));
  return out;
}

inline std::vector<Fr> to_field(std::span<const int32_t> v) {
  std::vector<Fr> out;
  for (const int32_t x : v) out.push_back(Fr::from_i64(x));
  return out;
}

}  // namespace ogzk::testing
