// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <algorithm>

#include "base/error.h"
#include "field/fr.h"

namespace ogzk {
namespace {

// acc + 2^(s-1) + 2^(4T-1), an integer in [0, 2^(4T)) by check_bounds (§3.2, §3.4).
u64 shifted_accumulator(const Circuit& c, const CircuitLayer& layer, uint32_t row, std::span<const int32_t> x) {
  // |W| < 2^31, |x| < 2^16, 2^16 terms: below 2^63.
  int64_t sum = 0;
  const int32_t* w = layer.weights.data() + static_cast<size_t>(row) * layer.inner;
  for (uint32_t k = 0; k < layer.inner; ++k) sum += static_cast<int64_t>(w[k]) * x[k];
  const i128 shifted = static_cast<i128>(sum) + layer.bias[row] + (i128{1} << (c.shift() - 1)) + (i128{1} << (4 * c.limb_bits - 1));
  check(shifted >= 0 && (shifted >> (4 * c.limb_bits)) == 0, "an accumulator left the interval that the circuit proved");
  return static_cast<u64>(shifted);
}

struct Activation {
  std::array<int32_t, 4> digit;
  int32_t klass, v;
};

Activation activate(unsigned T, u64 shifted) {
  Activation r{};
  const u64 mask = (u64{1} << T) - 1;
  for (unsigned j = 0; j < 4; ++j) r.digit[j] = static_cast<int32_t>((shifted >> (T * j)) & mask);
  const auto middle = int32_t{1} << (T - 1);
  r.klass = r.digit[3] < middle ? 0 : r.digit[3] == middle ? 1 : 2;
  r.v = r.klass == 0 ? 0 : r.klass == 1 ? r.digit[2] : static_cast<int32_t>(mask);
  return r;
}

// Quotients, then remainders, of a layer's accumulators (§3.5). Each half of the 4T bits, less 2^(2T-1), fits 32 bits.
void publish_accumulator(const Circuit& c, uint32_t value, const std::vector<std::vector<int32_t>>& values, std::vector<int32_t>& out) {
  const CircuitLayer& layer = c.layer_of(value);
  const unsigned half = 2 * c.limb_bits;
  std::vector<int32_t> remainders;
  for (uint32_t i = 0; i < layer.rows; ++i) {
    const u64 shifted = shifted_accumulator(c, layer, i, values[layer.input]);
    const auto centred = [half](u64 bits) { return static_cast<int32_t>(static_cast<int64_t>(bits) - (int64_t{1} << (half - 1))); };
    out.push_back(centred(shifted >> half));
    remainders.push_back(centred(shifted & ((u64{1} << half) - 1)));
  }
  out.insert(out.end(), remainders.begin(), remainders.end());
}

}  // namespace

std::vector<std::vector<int32_t>> read_inputs(const Circuit& circuit, ByteSpan bytes) {
  if (bytes.size() != 4 * circuit.input_entries())
    throw_invalid_argument("inputs: " + std::to_string(bytes.size() / 4) + " integers were given, the circuit takes " + std::to_string(circuit.input_entries()));
  std::vector<std::vector<int32_t>> out;
  size_t at = 0;
  for (size_t i = 0; i < circuit.inputs.size(); ++i) {
    std::vector<int32_t> v(circuit.inputs[i].size);
    for (int32_t& x : v) {
      x = static_cast<int32_t>(load_le32(bytes.data() + at));
      at += 4;
      if (x < 0 || x >> circuit.limb_bits != 0)
        throw_invalid_argument("inputs: an entry of input " + std::to_string(i) + " lies outside [0, 2^" + std::to_string(circuit.limb_bits) + ")");
    }
    out.push_back(std::move(v));
  }
  return out;
}

std::vector<std::vector<int32_t>> evaluate(const Circuit& circuit, const std::vector<std::vector<int32_t>>& inputs) {
  std::vector<std::vector<int32_t>> values = inputs;
  for (const CircuitLayer& layer : circuit.layers) {
    std::vector<int32_t> y(layer.rows);
    const std::vector<int32_t>& x = values[layer.input];
    for (uint32_t i = 0; i < layer.rows; ++i) {
      const int32_t v = activate(circuit.limb_bits, shifted_accumulator(circuit, layer, i, x)).v;
      y[i] = layer.function == 0 ? v : circuit.functions[layer.function - 1].values[static_cast<size_t>(v)];
    }
    values.push_back(std::move(y));
  }
  return values;
}

std::vector<int32_t> published_values(const Circuit& circuit, const std::vector<std::vector<int32_t>>& values) {
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

std::vector<uint32_t> lookup_rows(const Circuit& circuit, const Layout& g, std::span<const int32_t> X) {
  const uint32_t top = 1U << g.T;
  std::vector<uint32_t> row(g.domain.size());
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

Witness make_witness(const Circuit& circuit, const Layout& g, const std::vector<std::vector<int32_t>>& inputs) {
  Witness w;
  w.X.assign(size_t{1} << g.n[3], 0);
  std::vector<std::vector<int32_t>> values = inputs;
  for (size_t i = 0; i < inputs.size(); ++i)
    std::copy(inputs[i].begin(), inputs[i].end(), w.X.begin() + static_cast<ptrdiff_t>(g.domain.offset + g.inputs[i].offset));
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const CircuitLayer& layer = circuit.layers[l];
    std::vector<int32_t> y(layer.rows);
    for (uint32_t i = 0; i < layer.rows; ++i) {
      const Activation act = activate(g.T, shifted_accumulator(circuit, layer, i, values[layer.input]));
      const size_t at = g.rows[l].offset + i;
      for (unsigned j = 0; j < 4; ++j) w.X[g.digit_lane(j) + at] = act.digit[j];
      w.X[g.c.offset + at] = act.klass;
      w.X[g.y.offset + at] = act.v;
      y[i] = act.v;
      if (layer.function != 0) {
        y[i] = circuit.functions[layer.function - 1].values[static_cast<size_t>(act.v)];
        w.X[g.fy.offset + at] = y[i];
      }
    }
    values.push_back(std::move(y));
  }
  w.published = published_values(circuit, values);
  const uint32_t clamp_rows = 4U << g.T;
  for (const uint32_t row : lookup_rows(circuit, g, w.X)) {
    if (row < clamp_rows)
      ++w.X[g.clamp_counts.offset + row];
    else
      ++w.X[g.function_counts[(row - clamp_rows) >> g.T].offset + ((row - clamp_rows) & ((1U << g.T) - 1))];
  }
  return w;
}

std::string check_witness(const Circuit& circuit, const Layout& g, const Witness& w) {
  const auto value = [&](uint32_t id) {
    const Block b = g.value(circuit, id);
    return std::span<const int32_t>(w.X).subspan(b.offset, b.size());
  };
  const int32_t top = int32_t{1} << g.T;
  for (const int32_t d : std::span<const int32_t>(w.X).subspan(g.domain.offset, g.domain.size()))
    if (d < 0 || d >= top) return "a slot of the lookup domain is out of range";
  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const CircuitLayer& layer = circuit.layers[l];
    const auto at_entry = [&](uint32_t i) { return "layer \"" + layer.name + "\", entry " + std::to_string(i); };
    for (uint32_t i = 0; i < layer.rows; ++i) {
      const size_t at = g.rows[l].offset + i;
      u64 sum = 0;
      for (unsigned j = 0; j < 4; ++j) sum += static_cast<u64>(w.X[g.digit_lane(j) + at]) << (g.T * j);
      if (sum != shifted_accumulator(circuit, layer, i, value(layer.input))) return at_entry(i) + ": the digits are not the accumulator's";
      const Activation act = activate(g.T, sum);
      if (w.X[g.c.offset + at] != act.klass || w.X[g.y.offset + at] != act.v) return at_entry(i) + ": the activation is not the table's";
      if (layer.function != 0 && w.X[g.fy.offset + at] != circuit.functions[layer.function - 1].values[static_cast<size_t>(act.v)])
        return at_entry(i) + ": the function's value is not the table's";
    }
  }
  std::vector<std::vector<int32_t>> values;
  for (uint32_t id = 0; id < circuit.inputs.size() + circuit.layers.size(); ++id) {
    const auto v = value(id);
    values.emplace_back(v.begin(), v.begin() + circuit.size_of(id));
  }
  if (published_values(circuit, values) != w.published) return "the published values are not the network's";
  return "";
}

Bytes encode_published(std::span<const int32_t> published) {
  Bytes out(4 * published.size());
  for (size_t i = 0; i < published.size(); ++i) store_be32(out.data() + 4 * i, static_cast<uint32_t>(published[i]));
  return out;
}

}  // namespace ogzk
