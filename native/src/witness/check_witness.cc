// SPDX-License-Identifier: Apache-2.0
// Every equation of circuits/protocol.md §3.2, §5.1, §6 and §7 on integers. Sentences name places, never values: a
// witness is secret, a wrong one too.
#include <algorithm>

#include "witness/activation.h"
#include "witness/witness.h"

namespace ogzk {
namespace {

class WitnessCheck {
 public:
  WitnessCheck(const Circuit& circuit, const Layout& layout, const Witness& witness)
      : c_(circuit), g_(layout), w_(witness), X_(witness.X) {}

  // The first that fails, as a sentence; each relies on those before it.
  std::string failure() const {
    if (X_.size() != size_t{1} << g_.n[3]) return "the witness does not have the size of the circuit's";
    for (const auto step : {&WitnessCheck::ranges, &WitnessCheck::padding_of_inputs, &WitnessCheck::layers,
                            &WitnessCheck::unused_slots, &WitnessCheck::multiplicities, &WitnessCheck::published})
      if (std::string sentence = (this->*step)(); !sentence.empty()) return sentence;
    return "";
  }

 private:
  std::span<const int32_t> block(const Block& b) const { return X_.subspan(b.offset, b.size()); }
  std::span<const int32_t> value(uint32_t id) const { return block(g_.value(c_, id)); }
  int32_t digit(unsigned j, size_t at) const { return X_[g_.digit_lane(j) + at]; }

  std::string entry(size_t l, size_t i) const {
    return "layer \"" + c_.layers[l].name + "\", " + (i < c_.layers[l].rows ? "" : "padding ") + "entry " +
           std::to_string(i);
  }
  std::string slot(size_t i) const {
    for (size_t k = 0; k < g_.inputs.size(); ++k)
      if (const size_t at = i - g_.inputs[k].offset; at < g_.inputs[k].size())
        return "input " + std::to_string(k) + ", entry " + std::to_string(at);
    if (const size_t in_lanes = i - g_.digits; in_lanes < 4 * g_.A())
      for (size_t l = 0; l < g_.rows.size(); ++l)
        if (const size_t at = in_lanes % g_.A() - g_.rows[l].offset; at < g_.rows[l].size())
          return entry(l, at) + ", digit " + std::to_string(in_lanes / g_.A());
    return "slot " + std::to_string(i) + " of the lookup domain";
  }

  // Every slot's first entry is in [0, 2^T), §5.1.
  std::string ranges() const {
    const std::span<const int32_t> domain = block(g_.domain);
    for (size_t i = 0; i < domain.size(); ++i)
      if (domain[i] < 0 || domain[i] >> g_.T != 0) return slot(i) + ": it is not in [0, 2^T)";
    return "";
  }

  // Publics are bound over the whole block (§7). What fills a hidden input's block is truncated (§6.2), and free.
  std::string padding_of_inputs() const {
    for (uint32_t k = 0; k < c_.inputs.size(); ++k) {
      const std::span<const int32_t> padding = value(k).subspan(c_.inputs[k].size);
      if (c_.inputs[k].is_public && std::ranges::any_of(padding, [](int32_t x) { return x != 0; }))
        return "input " + std::to_string(k) + ": its padding is not 0";
    }
    return "";
  }

  // A padding row has weights and bias 0, so its four digits are 0.
  std::string layers() const {
    for (size_t l = 0; l < c_.layers.size(); ++l) {
      const CircuitLayer& layer = c_.layers[l];
      for (uint32_t i = 0; i < g_.rows[l].size(); ++i) {
        const size_t at = g_.rows[l].offset + i;
        u64 sum = 0;
        for (unsigned j = 0; j < 4; ++j) sum += static_cast<u64>(digit(j, at)) << (g_.T * j);
        if (i >= layer.rows && sum != 0) return entry(l, i) + ": the digits are not 0";
        if (i < layer.rows && sum != shifted_accumulator(c_, layer, i, value(layer.input)))
          return entry(l, i) + ": the digits are not the accumulator's";
        if (!activation_is_a_row(at)) return entry(l, i) + ": the activation is not the table's";
        if (layer.function != 0 && X_[g_.fy.offset + at] != value_of(c_, layer, X_[g_.y.offset + at]))
          return entry(l, i) + ": the function's value is not the table's";
      }
    }
    return "";
  }

  // Lanes d_2 and d_3 look up what belongs to no layer, too.
  std::string unused_slots() const {
    for (size_t at = 0; at < g_.A(); ++at)
      if (!activation_is_a_row(at)) return "activation " + std::to_string(at) + ", of no layer: it is not the table's";
    return "";
  }
  bool activation_is_a_row(size_t at) const {
    const Activation expected =
        activate(g_.T, static_cast<u64>(digit(2, at)) << (2 * g_.T) | static_cast<u64>(digit(3, at)) << (3 * g_.T));
    return X_[g_.c.offset + at] == expected.klass && X_[g_.y.offset + at] == expected.v;
  }

  // §5.2: m_j(i) counts the slots that use the row.
  std::string multiplicities() const {
    SecretVector<int32_t> count(g_.table_rows());
    for (const uint32_t row : lookup_rows(c_, g_, X_)) ++count[row];
    for (size_t row = 0; row < count.size(); ++row)
      if (X_[g_.count_position(row)] != count[row])
        return "table, segment " + std::to_string(row >> g_.T) +
               ": a multiplicity is not the number of slots that use its row";
    return "";
  }

  std::string published() const {
    Values values;
    for (uint32_t id = 0; id < c_.inputs.size() + c_.layers.size(); ++id) {
      const auto v = value(id).first(c_.size_of(id));
      values.emplace_back(v.begin(), v.end());
    }
    return published_values(c_, values) == w_.published ? "" : "the published values are not the network's";
  }

  const Circuit& c_;
  const Layout& g_;
  const Witness& w_;
  std::span<const int32_t> X_;
};

}  // namespace

std::string check_witness(const Circuit& circuit, const Layout& layout, const Witness& witness) {
  return WitnessCheck(circuit, layout, witness).failure();
}

}  // namespace ogzk
