// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "circuit/bounds.h"
#include "circuit/circuit.h"
#include "circuit/wire.h"

namespace ogzk {
namespace {

constexpr uint32_t kMaxVector = 1U << 16;
constexpr uint32_t kMaxLayers = 64;     // NB2 <= 64
constexpr uint32_t kMaxFunctions = 64;  // NE1 <= 64
constexpr uint32_t kMaxPublished = 1U << 14;

std::vector<int32_t> int32s(ByteSpan b, const WireReader& at) {
  if (b.size() % 4 != 0) at.fail("32-bit integers whose bytes are not a multiple of 4");
  std::vector<int32_t> out(b.size() / 4);
  for (size_t i = 0; i < out.size(); ++i) out[i] = static_cast<int32_t>(load_le32(b.data() + 4 * i));
  return out;
}

// Names go into sentences for people, on terminals: printable ASCII, and not without end.
std::string printable(std::string name) {
  if (name.size() > 256) name.resize(256);
  for (char& c : name)
    if (c < ' ' || c > '~') c = '?';
  return name;
}

CircuitInput read_input(ByteSpan bytes) {
  CircuitInput in;
  WireReader r(bytes);
  while (r.next()) {
    if (r.field() == 1)
      in.size = r.u32();
    else if (r.field() == 2)
      in.is_public = r.boolean();
    else if (r.field() == 3)
      in.zero_point = r.s32();
    else
      r.fail("an unknown field of an input");
  }
  if (in.size == 0 || in.size > kMaxVector)
    throw_unsupported("circuit: an input has " + std::to_string(in.size) + " entries; 1 to 65536 are supported");
  return in;
}

CircuitLayer read_layer(ByteSpan bytes) {
  CircuitLayer l;
  WireReader r(bytes);
  while (r.next()) {
    switch (r.field()) {
      case 1: l.name = printable(r.text()); break;
      case 2: l.input = r.u32(); break;
      case 3: l.rows = r.u32(); break;
      case 4: l.inner = r.u32(); break;
      case 5: l.weights = int32s(r.bytes(), r); break;
      case 6: {
        const ByteSpan b = r.bytes();
        if (b.size() % 8 != 0) r.fail("64-bit integers whose bytes are not a multiple of 8");
        l.bias.resize(b.size() / 8);
        for (size_t i = 0; i < l.bias.size(); ++i) l.bias[i] = static_cast<int64_t>(load_le64(b.data() + 8 * i));
        break;
      }
      case 7: l.function = r.u32(); break;
      default: r.fail("an unknown field of a layer");
    }
  }
  if (l.rows == 0 || l.rows > kMaxVector || l.inner == 0 || l.inner > kMaxVector)
    throw_unsupported("circuit: layer \"" + l.name + "\" is " + std::to_string(l.rows) + " x " +
                      std::to_string(l.inner) + "; 1 to 65536 in each direction are supported");
  if (l.weights.size() != static_cast<size_t>(l.rows) * l.inner || l.bias.size() != l.rows)
    throw_malformed("circuit: layer \"" + l.name + "\" does not carry rows * inner weights and rows biases");
  return l;
}

CircuitFunction read_function(ByteSpan bytes) {
  CircuitFunction f;
  WireReader r(bytes);
  while (r.next()) {
    if (r.field() == 1)
      f.name = printable(r.text());
    else if (r.field() == 2)
      f.values = int32s(r.bytes(), r);
    else
      r.fail("an unknown field of a function");
  }
  return f;
}

CircuitOutput read_output(ByteSpan bytes) {
  CircuitOutput o;
  WireReader r(bytes);
  while (r.next()) {
    if (r.field() == 1)
      o.value = r.u32();
    else if (r.field() == 2)
      o.zero_point = r.s32();
    else if (r.field() == 3)
      o.exact = r.boolean();
    else
      r.fail("an unknown field of an output");
  }
  return o;
}

void check_zero_point(int32_t zero_point) {
  if (zero_point < -(1 << 20) || zero_point > (1 << 20)) throw_unsupported("circuit: a zero point lies outside +-2^20");
}

void check_structure(Circuit& c) {
  if (c.limb_bits < 8 || c.limb_bits > 16)
    throw_unsupported("circuit: limb_bits is " + std::to_string(c.limb_bits) + "; 8 to 16 are supported");
  const auto top = int32_t{1} << c.limb_bits;
  if (c.inputs.empty() || c.layers.empty() || c.outputs.empty())
    throw_malformed("circuit: it needs at least one input, one layer and one output");
  for (CircuitFunction& f : c.functions) {
    if (f.values.size() != static_cast<size_t>(top))
      throw_malformed("circuit: function \"" + f.name + "\" does not have 2^T values");
    if (f.values[0] != 0) throw_malformed("circuit: function \"" + f.name + "\" must have F(0) = 0 (protocol.md §3.1)");
    const auto [low, high] = std::minmax_element(f.values.begin(), f.values.end());
    f.min = *low;
    f.max = *high;
    if (f.min <= -top || f.max >= top) throw_malformed("circuit: function \"" + f.name + "\" leaves (-2^T, 2^T)");
  }
  std::vector<bool> read(c.inputs.size() + c.layers.size(), false);
  for (size_t i = 0; i < c.layers.size(); ++i) {
    const CircuitLayer& l = c.layers[i];
    if (l.input >= c.inputs.size() + i)
      throw_malformed("circuit: layer \"" + l.name + "\" reads a value that does not come before it");
    if (c.size_of(l.input) != l.inner)
      throw_malformed("circuit: layer \"" + l.name + "\" reads a value of another size");
    if (l.function > c.functions.size())
      throw_malformed("circuit: layer \"" + l.name + "\" names a function that is not there");
    read[l.input] = true;
  }
  for (const CircuitOutput& o : c.outputs) {
    if (o.value < c.inputs.size() || o.value >= read.size())
      throw_malformed("circuit: an output is not the value of a layer");
    check_zero_point(o.zero_point);
    if (o.exact && (c.layer_of(o.value).function != 0 || o.zero_point != 0))
      throw_malformed(
          "circuit: the accumulator of layer \"" + c.layer_of(o.value).name +
          "\" cannot be published: the layer has a function, or the output a zero point (protocol.md §3.5)");
    read[o.value] = true;
  }
  for (const CircuitInput& in : c.inputs) check_zero_point(in.zero_point);
  for (size_t v = 0; v < read.size(); ++v)
    if (!read[v])
      throw_unsupported("circuit: value " + std::to_string(v) +
                        " is never read; every input and layer must reach an output");
  if (c.published() > kMaxPublished) throw_unsupported("circuit: it publishes more than 16384 integers");
}

}  // namespace

int64_t Circuit::min_of(uint32_t value) const {
  if (!is_layer(value) || layer_of(value).function == 0) return 0;
  return functions[layer_of(value).function - 1].min;
}

int64_t Circuit::max_of(uint32_t value) const {
  if (!is_layer(value) || layer_of(value).function == 0) return (int64_t{1} << limb_bits) - 1;
  return functions[layer_of(value).function - 1].max;
}

size_t Circuit::input_entries() const {
  size_t n = 0;
  for (const CircuitInput& in : inputs) n += in.size;
  return n;
}

size_t Circuit::published() const {
  size_t n = 0;
  for (const CircuitInput& in : inputs) n += in.is_public ? in.size : 0;
  for (const CircuitOutput& o : outputs) n += (o.exact ? 2 : 1) * size_t{size_of(o.value)};
  return n;
}

Circuit read_circuit(ByteSpan bytes) {
  Circuit c;
  WireReader r(bytes);
  uint32_t version = 0;
  while (r.next()) {
    switch (r.field()) {
      case 1: version = r.u32(); break;
      case 2: c.limb_bits = r.u32(); break;
      case 3:
        if (c.inputs.size() >= kMaxLayers) throw_unsupported("circuit: more than 64 inputs");
        c.inputs.push_back(read_input(r.bytes()));
        break;
      case 4:
        if (c.layers.size() >= kMaxLayers) throw_unsupported("circuit: more than 64 layers");
        c.layers.push_back(read_layer(r.bytes()));
        break;
      case 5:
        if (c.outputs.size() >= kMaxLayers) throw_unsupported("circuit: more than 64 outputs");
        c.outputs.push_back(read_output(r.bytes()));
        break;
      case 6:
        if (c.functions.size() >= kMaxFunctions) throw_unsupported("circuit: more than 64 functions");
        c.functions.push_back(read_function(r.bytes()));
        break;
      case 7: {
        const ByteSpan b = r.bytes();
        if (b.size() != 32) r.fail("a schema hash that is not 32 bytes");
        std::copy(b.begin(), b.end(), c.schema_hash.begin());
        break;
      }
      default: r.fail("an unknown field");
    }
  }
  if (version != 1) throw_unsupported("circuit: version " + std::to_string(version) + "; this library reads version 1");
  check_structure(c);
  check_bounds(c);
  c.source.assign(bytes.begin(), bytes.end());
  return c;
}

Digest circuit_digest(const Circuit& c) {
  Keccak256 k;
  const auto number = [&k](uint64_t v) {
    uint8_t b[8];
    store_be64(b, v);
    k.update(ByteSpan(b, 8));
  };
  const uint8_t tag[] = {'O', 'G', 'C', '3'};
  k.update(ByteSpan(tag, 4));
  number(c.limb_bits);
  number(c.inputs.size());
  for (const CircuitInput& in : c.inputs) {
    number(in.size);
    number(in.is_public ? 1 : 0);
    number(static_cast<uint64_t>(int64_t{in.zero_point}));
  }
  number(c.functions.size());
  for (const CircuitFunction& f : c.functions)
    for (const int32_t v : f.values) number(static_cast<uint64_t>(int64_t{v}));
  number(c.layers.size());
  for (const CircuitLayer& l : c.layers) {
    number(l.input);
    number(l.rows);
    number(l.inner);
    number(l.function);
  }
  number(c.outputs.size());
  for (const CircuitOutput& o : c.outputs) {
    number(o.value);
    number(static_cast<uint64_t>(int64_t{o.zero_point}));
    number(o.exact ? 1 : 0);
  }
  k.update(c.schema_hash);
  return k.finish();
}

}  // namespace ogzk
