// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>

#include "circuit/bounds.h"
#include "circuit/circuit.h"

// For tests and fuzzing only.
namespace ogzk::testing {

// Writes circuits/schema/circuit.proto, fields in order.
class CircuitWriter {
 public:
  static Bytes write(const Circuit& c, uint32_t version = 1) {
    CircuitWriter out;
    out.number(1, version);
    out.number(2, c.limb_bits);
    for (const CircuitInput& in : c.inputs) {
      CircuitWriter w;
      w.number(1, in.size);
      w.number(2, in.is_public ? 1 : 0);
      w.number(3, zigzag(in.zero_point));
      out.bytes(3, w.out_);
    }
    for (const CircuitLayer& l : c.layers) {
      CircuitWriter w;
      w.bytes(1, Bytes(l.name.begin(), l.name.end()));
      w.number(2, l.input);
      w.number(3, l.rows);
      w.number(4, l.inner);
      w.bytes(5, int32s(l.weights));
      Bytes bias(8 * l.bias.size());
      for (size_t i = 0; i < l.bias.size(); ++i) store_le64(bias.data() + 8 * i, static_cast<uint64_t>(l.bias[i]));
      w.bytes(6, bias);
      w.number(7, l.function);
      out.bytes(4, w.out_);
    }
    for (const CircuitOutput& o : c.outputs) {
      CircuitWriter w;
      w.number(1, o.value);
      w.number(2, zigzag(o.zero_point));
      if (o.exact) w.number(3, 1);
      out.bytes(5, w.out_);
    }
    for (const CircuitFunction& f : c.functions) {
      CircuitWriter w;
      w.bytes(1, Bytes(f.name.begin(), f.name.end()));
      w.bytes(2, int32s(f.values));
      out.bytes(6, w.out_);
    }
    out.bytes(7, Bytes(c.schema_hash.begin(), c.schema_hash.end()));
    return out.out_;
  }

 private:
  static uint64_t zigzag(int32_t v) { return (static_cast<uint32_t>(v) << 1) ^ static_cast<uint32_t>(v >> 31); }
  static Bytes int32s(const std::vector<int32_t>& v) {
    Bytes out(4 * v.size());
    for (size_t i = 0; i < v.size(); ++i) store_le32(out.data() + 4 * i, static_cast<uint32_t>(v[i]));
    return out;
  }
  void varint(uint64_t v) {
    for (; v >= 0x80; v >>= 7) out_.push_back(static_cast<uint8_t>(v | 0x80));
    out_.push_back(static_cast<uint8_t>(v));
  }
  void number(uint32_t field, uint64_t v) {
    varint(field << 3);
    varint(v);
  }
  void bytes(uint32_t field, const Bytes& v) {
    varint(field << 3 | 2);
    varint(v.size());
    append(out_, v);
  }

  Bytes out_;
};

// A random network: one to three inputs, some public; layers of 1 to 9 rows that read any earlier value, so that values
// are shared and branches end apart; clamps and functions of either sign; several outputs, some of them exact. Weights
// are as large as the bound of protocol.md §3.4 admits for about half of the layers, so both ends saturate.
inline Circuit random_circuit(uint64_t seed, unsigned T) {
  std::mt19937_64 random(seed);
  const auto in = [&](int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random); };
  const int64_t top = int64_t{1} << T;
  Circuit c;
  c.limb_bits = T;
  c.schema_hash[0] = static_cast<uint8_t>(seed);
  for (int64_t i = in(1, 3); i > 0; --i) {
    const bool is_public = in(0, 1) == 1;
    c.inputs.push_back(
        {static_cast<uint32_t>(in(1, 9)), is_public, is_public ? static_cast<int32_t>(in(-300, 300)) : 0});
  }
  for (int64_t f = in(0, 2); f > 0; --f) {
    CircuitFunction fn;
    const int64_t low = in(0, 1) == 0 ? 0 : -(top - 1), high = low != 0 && in(0, 2) == 0 ? 0 : top - 1;
    fn.values.push_back(0);
    for (int64_t v = 1; v < top; ++v) fn.values.push_back(static_cast<int32_t>(in(low, high)));
    const auto [least, most] = std::minmax_element(fn.values.begin(), fn.values.end());
    fn.min = *least;
    fn.max = *most;
    c.functions.push_back(fn);
  }
  std::vector<bool> read(c.inputs.size(), false);
  const size_t wanted = static_cast<size_t>(in(1, 5));
  const auto unread_input = [&] {
    return std::find(read.begin(), read.begin() + static_cast<ptrdiff_t>(c.inputs.size()), false) - read.begin();
  };
  for (size_t i = 0; i < wanted || unread_input() < static_cast<ptrdiff_t>(c.inputs.size()); ++i) {
    CircuitLayer l;
    l.name = "layer" + std::to_string(i);
    l.input = static_cast<uint32_t>(i < wanted ? in(0, static_cast<int64_t>(read.size()) - 1) : unread_input());
    read[l.input] = true;
    read.push_back(false);
    l.inner = c.size_of(l.input);
    l.rows = static_cast<uint32_t>(in(1, 9));
    l.function = static_cast<uint32_t>(in(0, static_cast<int64_t>(c.functions.size())));
    const int64_t widest = std::min<int64_t>((int64_t{1} << (3 * T - 2)) / l.inner, (int64_t{1} << 31) - 1);
    const int64_t width = in(0, 1) == 0 ? widest : std::min(widest, int64_t{2} << (2 * T) >> in(0, 3));
    for (size_t j = 0; j < size_t{l.rows} * l.inner; ++j) l.weights.push_back(static_cast<int32_t>(in(-width, width)));
    for (size_t j = 0; j < l.rows; ++j) l.bias.push_back(in(-(int64_t{1} << (3 * T)), int64_t{1} << (3 * T)));
    c.layers.push_back(l);
  }
  for (uint32_t v = 0; v < read.size(); ++v) {
    const bool is_layer = v >= c.inputs.size();
    if (!is_layer || (read[v] && in(0, 4) != 0)) continue;
    const bool exact = c.layer_of(v).function == 0 && in(0, 2) == 0;
    c.outputs.push_back({v, exact ? 0 : static_cast<int32_t>(in(-300, 300)), exact});
  }
  check_bounds(c);
  return c;
}

// The reader's checks, as a circuit that came from outside.
inline Circuit reread(const Circuit& c) { return read_circuit(CircuitWriter::write(c)); }

}  // namespace ogzk::testing
