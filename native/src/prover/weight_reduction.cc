// SPDX-License-Identifier: Apache-2.0
#include "prover/weight_reduction.h"

#include <algorithm>

#include "field/inner_product.h"
#include "polynomial/eq.h"

namespace ogzk {
namespace {

// (c_0, c_2) of sum over pairs of omega * data
std::array<Fr, 2> pair_sums(std::span<const Fr> omega, std::span<const Fr> data) {
  std::array<Fr, 2> part{};
  for (size_t j = 0; j < omega.size() / 2; ++j) {
    part[0] += omega[2 * j] * data[2 * j];
    part[1] += (omega[2 * j + 1] - omega[2 * j]) * (data[2 * j + 1] - data[2 * j]);
  }
  return part;
}

uint64_t fixed_offset(const Term& term) {
  uint64_t offset = 0;
  unsigned bit = 0;
  for (const Segment& s : term.segments) {
    if (s.op == Atom::Fix) offset += uint64_t{s.b} << bit;
    bit += s.a;
  }
  return offset;
}

}  // namespace

WeightReduction::WeightReduction(const Circuit& circuit, const Layout& g, const Key& key,
                                 std::vector<SecretVector<Fr>> folded, std::span<const Fr> S, std::span<const Fr> r,
                                 std::span<const Fr> k, std::span<const Fr> weights)
    : variables_(g.n[0]) {
  for (const Term& term : key.terms) {
    if (term.stack != kStackW) continue;
    const Fr scale = weights[term.claim] * S[term.s0] * S[term.s1];
    const uint64_t offset = fixed_offset(term);
    const bool of_weights = term.segments[0].op == Atom::Eqp && term.segments[0].b == 1;
    const std::vector<Block>& blocks = of_weights ? g.weights : g.biases;
    const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.offset == offset; });
    check(found != blocks.end(), "a term on W names no block of the layout");
    const auto l = static_cast<size_t>(found - blocks.begin());
    BlockState b;
    b.block = *found;
    b.layer = nullptr;
    b.row_weights = eq_table(r.first(g.rows[l].log));
    if (of_weights) {
      b.layer = &circuit.layers[l];
      b.inner = g.inner[l];
      b.omega = eq_table(k.first(b.inner));
      b.data = std::move(folded[l]);
      for (Fr& v : b.omega) v *= scale;
    } else {
      b.omega = std::move(b.row_weights);
      for (Fr& v : b.omega) v *= scale;
      b.data.resize(b.omega.size());
      for (size_t i = 0; i < circuit.layers[l].rows; ++i)
        b.data[i] = committed_bias(circuit, circuit.layers[l].bias[i]);
    }
    blocks_.push_back(std::move(b));
  }
}

std::array<Fr, 2> WeightReduction::round() {
  if (u_.size() >= variables_) {
    check(entries_.size() <= 1, "stack W is not bound to one value");
    const Fr v = entries_.empty() ? Fr() : entries_[0].omega * entries_[0].data * tail_.square();
    return {v, v};
  }
  std::array<Fr, 2> sum{};
  const auto add = [&sum](const Fr& o0, const Fr& d0, const Fr& o1, const Fr& d1) {
    sum[0] += o0 * d0;
    sum[1] += (o1 - o0) * (d1 - d0);
  };
  for (const BlockState& b : blocks_) {
    const std::array<Fr, 2> part = pair_sums(b.omega, b.data);
    sum[0] += part[0];
    sum[1] += part[1];
  }
  for (size_t i = 0; i < entries_.size(); ++i) {
    const Entry& e = entries_[i];
    if ((e.index & 1) != 0) {
      add(Fr(), Fr(), e.omega, e.data);
    } else if (i + 1 < entries_.size() && entries_[i + 1].index == e.index + 1) {
      add(e.omega, e.data, entries_[i + 1].omega, entries_[i + 1].data);
      ++i;
    } else {
      add(e.omega, e.data, Fr(), Fr());
    }
  }
  return sum;
}

void WeightReduction::bind(const Fr& x) {
  if (u_.size() >= variables_) {
    tail_ *= Fr::one() - x;
    return;
  }
  SecretVector<Entry> next;
  for (const Entry& e : entries_) {
    const Fr share = (e.index & 1) != 0 ? x : Fr::one() - x;
    if (!next.empty() && next.back().index == e.index >> 1) {
      next.back().omega += share * e.omega;
      next.back().data += share * e.data;
    } else {
      next.push_back({e.index >> 1, share * e.omega, share * e.data});
    }
  }
  entries_ = std::move(next);
  u_.push_back(x);
  for (BlockState& b : blocks_) {
    bind_lowest(b.omega, x);
    bind_lowest(b.data, x);
    if (b.layer == nullptr || u_.size() != b.inner) continue;
    // All inner variables are bound: on to the rows, with one pass over the integers.
    const std::vector<Fr> column_weights = eq_table(u_);
    const Fr scale = b.omega[0];
    b.omega = b.row_weights;
    for (Fr& v : b.omega) v *= scale;
    b.data.assign(b.omega.size(), Fr());
    fold_cols_i32(b.layer->weights.data(), b.layer->rows, b.layer->inner, b.layer->inner,
                  std::span<const Fr>(column_weights).first(b.layer->inner),
                  std::span<Fr>(b.data).first(b.layer->rows));
    b.layer = nullptr;
  }
  settle();
}

void WeightReduction::settle() {
  const size_t level = u_.size();
  for (const BlockState& b : blocks_)
    if (b.block.log == level) entries_.push_back({b.block.offset >> level, b.omega[0], b.data[0]});
  std::erase_if(blocks_, [level](const BlockState& b) { return b.block.log == level; });
  std::ranges::sort(entries_, {}, &Entry::index);
}

Fr WeightReduction::omega() const { return entries_.empty() ? Fr() : entries_[0].omega * tail_; }

}  // namespace ogzk
