// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <algorithm>

#include "base/error.h"
#include "witness/activation.h"

namespace ogzk {
namespace {

// Quotients, then remainders, of a layer's accumulators (§3.5). Each half of the 4T bits, less 2^(2T-1), fits 32 bits.
void publish_accumulator(const Circuit& c, uint32_t value, const Values& values, std::vector<int32_t>& out) {
  const CircuitLayer& layer = c.layer_of(value);
  const unsigned half = 2 * c.limb_bits;
  std::vector<int32_t> remainders;
  for (uint32_t i = 0; i < layer.rows; ++i) {
    const u64 shifted = shifted_accumulator(c, layer, i, values[layer.input]);
    const auto centred = [half](u64 bits) {
      return static_cast<int32_t>(static_cast<int64_t>(bits) - (int64_t{1} << (half - 1)));
    };
    out.push_back(centred(shifted >> half));
    remainders.push_back(centred(shifted & ((u64{1} << half) - 1)));
  }
  out.insert(out.end(), remainders.begin(), remainders.end());
}

// The one walk through the network, §3.1. visit(l, i, activation, value) meets every row of every layer.
template <class Visit>
Values walk(const Circuit& circuit, const Values& inputs, const Visit& visit) {
  check_inputs(circuit, inputs);
  Values values = inputs;
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const CircuitLayer& layer = circuit.layers[l];
    SecretVector<int32_t> y(layer.rows);
    for (uint32_t i = 0; i < layer.rows; ++i) {
      const Activation activation =
          activate(circuit.limb_bits, shifted_accumulator(circuit, layer, i, values[layer.input]));
      y[i] = value_of(circuit, layer, activation.v);
      visit(l, i, activation, y[i]);
    }
    values.push_back(std::move(y));
  }
  return values;
}

}  // namespace

Values read_inputs(const Circuit& circuit, ByteSpan bytes) {
  if (bytes.size() != 4 * circuit.input_entries())
    throw_invalid_argument("inputs: " + std::to_string(bytes.size() / 4) + " integers were given, the circuit takes " +
                           std::to_string(circuit.input_entries()));
  Values out;
  size_t at = 0;
  for (const CircuitInput& input : circuit.inputs) {
    SecretVector<int32_t> v(input.size);
    for (int32_t& x : v) {
      x = static_cast<int32_t>(load_le32(bytes.data() + at));
      at += 4;
    }
    out.push_back(std::move(v));
  }
  check_inputs(circuit, out);
  return out;
}

void check_inputs(const Circuit& circuit, const Values& inputs) {
  if (inputs.size() != circuit.inputs.size())
    throw_invalid_argument("inputs: " + std::to_string(inputs.size()) + " vectors were given, the circuit takes " +
                           std::to_string(circuit.inputs.size()));
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].size() != circuit.inputs[i].size)
      throw_invalid_argument("inputs: input " + std::to_string(i) + " has " + std::to_string(inputs[i].size()) +
                             " entries, the circuit takes " + std::to_string(circuit.inputs[i].size));
    for (const int32_t x : inputs[i])
      if (x < 0 || x >> circuit.limb_bits != 0)
        throw_invalid_argument("inputs: an entry of input " + std::to_string(i) + " lies outside [0, 2^" +
                               std::to_string(circuit.limb_bits) + ")");
  }
}

Values evaluate(const Circuit& circuit, const Values& inputs) {
  return walk(circuit, inputs, [](size_t, uint32_t, const Activation&, int32_t) {});
}

std::vector<int32_t> published_values(const Circuit& circuit, const Values& values) {
  std::vector<int32_t> out;
  for (size_t i = 0; i < circuit.inputs.size(); ++i)
    if (circuit.inputs[i].is_public)
      for (const int32_t x : values[i]) out.push_back(x - circuit.inputs[i].zero_point);
  for (const CircuitOutput& o : circuit.outputs) {
    if (o.exact)
      publish_accumulator(circuit, o.value, values, out);
    else
      for (const int32_t y : values[o.value]) out.push_back(y - o.zero_point);
  }
  return out;
}

SecretVector<uint32_t> lookup_rows(const Circuit& circuit, const Layout& g, std::span<const int32_t> X) {
  const uint32_t top = 1U << g.T;
  SecretVector<uint32_t> row(g.domain.size());
  const std::span<const int32_t> D = X.subspan(g.domain.offset, g.domain.size());
  for (size_t i = 0; i < row.size(); ++i) row[i] = static_cast<uint32_t>(D[i]);  // segment 0
  const std::span<const int32_t> c = X.subspan(g.c.offset, g.c.size());
  for (size_t i = 0; i < g.A(); ++i) {
    const size_t d2 = g.digits + 2 * g.A() + i;
    const size_t d3 = g.digits + 3 * g.A() + i;
    row[d2] = static_cast<uint32_t>(c[i]) * top + static_cast<uint32_t>(D[d2]);
    row[d3] = 3 * top + static_cast<uint32_t>(D[d3]);
  }
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const uint32_t f = circuit.layers[l].function;
    if (f == 0) continue;
    for (size_t i = 0; i < g.rows[l].size(); ++i) {
      const size_t slot = g.y_lane + g.rows[l].offset + i;
      row[slot] = (3 + f) * top + static_cast<uint32_t>(D[slot]);
    }
  }
  return row;
}

Witness make_witness(const Circuit& circuit, const Layout& g, const Values& inputs) {
  Witness w;
  w.X.assign(size_t{1} << g.n[3], 0);
  const Values values = walk(circuit, inputs, [&](size_t l, uint32_t i, const Activation& activation, int32_t value) {
    const size_t at = g.rows[l].offset + i;
    for (unsigned j = 0; j < 4; ++j) w.X[g.digit_lane(j) + at] = activation.digit[j];
    w.X[g.c.offset + at] = activation.klass;
    w.X[g.y.offset + at] = activation.v;
    if (circuit.layers[l].function != 0) w.X[g.fy.offset + at] = value;
  });
  for (uint32_t i = 0; i < inputs.size(); ++i)
    std::copy(inputs[i].begin(), inputs[i].end(), w.X.begin() + static_cast<ptrdiff_t>(g.value(circuit, i).offset));
  w.published = published_values(circuit, values);
  for (const uint32_t row : lookup_rows(circuit, g, w.X)) ++w.X[g.count_position(row)];
  return w;
}

Bytes encode_published(std::span<const int32_t> published) {
  Bytes out(4 * published.size());
  for (size_t i = 0; i < published.size(); ++i) store_be32(out.data() + 4 * i, static_cast<uint32_t>(published[i]));
  return out;
}

}  // namespace ogzk
