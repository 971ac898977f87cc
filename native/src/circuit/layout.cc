// SPDX-License-Identifier: Apache-2.0
#include "circuit/layout.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/error.h"

namespace ogzk {
namespace {

// "Allocate" of §2.3: by size descending, stable, one after the other. Returns lg of the total.
unsigned allocate(const std::vector<Block*>& blocks) {
  std::vector<Block*> order = blocks;
  std::stable_sort(order.begin(), order.end(), [](const Block* x, const Block* y) { return x->log > y->log; });
  uint64_t at = 0;
  for (Block* b : order) {
    b->offset = at;
    at += b->size();
  }
  return ceil_log2(at);
}

std::vector<Block*> pointers(std::vector<Block>& blocks) {
  std::vector<Block*> out;
  for (Block& b : blocks) out.push_back(&b);
  return out;
}

void add(std::vector<Block*>& to, std::vector<Block>& blocks) {
  for (Block& b : blocks) to.push_back(&b);
}

}  // namespace

unsigned ceil_log2(uint64_t n) { return n <= 1 ? 0 : static_cast<unsigned>(std::bit_width(n - 1)); }

Block Layout::value(const Circuit& circuit, uint32_t id) const {
  if (!circuit.is_layer(id)) return {domain.offset + inputs[id].offset, inputs[id].log};
  const size_t l = id - circuit.inputs.size();
  const Block& column = circuit.layers[l].function == 0 ? y : fy;
  return {column.offset + rows[l].offset, rows[l].log};
}

Layout make_layout(const Circuit& circuit) {
  Layout g;
  g.T = circuit.limb_bits;
  g.curved = !circuit.functions.empty();

  for (const CircuitLayer& l : circuit.layers) g.rows.push_back({0, std::max(1U, ceil_log2(l.rows))});
  g.a = std::max(1U, allocate(pointers(g.rows)));

  Block digits{0, g.a + 2};
  Block y_lane{0, g.a};
  for (const CircuitInput& in : circuit.inputs) g.inputs.push_back({0, std::max(1U, ceil_log2(in.size))});
  std::vector<Block*> lanes{&digits};
  add(lanes, g.inputs);
  if (g.curved) lanes.push_back(&y_lane);
  g.nL = std::max(allocate(lanes), g.curved ? g.T : g.T - 1);
  g.digits = digits.offset;
  g.y_lane = y_lane.offset;
  g.p = std::min(g.nL, g.T);
  g.E = 1U << (g.T - g.p);

  g.clamp_counts.log = g.clamp_helper.log = g.T + 2;
  g.domain.log = g.lookup_helper.log = g.nL;
  g.y.log = g.c.log = g.fy.log = g.a;
  g.function_counts.assign(circuit.functions.size(), Block{0, g.T});
  g.function_helper.assign(circuit.functions.size(), Block{0, g.T});

  std::vector<Block*> x{&g.clamp_counts, &g.domain};
  add(x, g.function_counts);
  if (!g.curved) x.push_back(&g.y);
  x.push_back(&g.c);
  if (g.curved) x.push_back(&g.fy);
  g.n[3] = allocate(x);
  if (g.curved) g.y.offset = g.domain.offset + g.y_lane;

  std::vector<Block*> h{&g.clamp_helper, &g.lookup_helper};
  add(h, g.function_helper);
  g.n[4] = allocate(h);

  for (size_t l = 0; l < circuit.layers.size(); ++l) {
    const uint32_t in = circuit.layers[l].input;
    const unsigned inner = circuit.is_layer(in) ? g.rows[in - circuit.inputs.size()].log : g.inputs[in].log;
    g.inner.push_back(inner);
    g.nK = std::max(g.nK, inner);
    g.weights.push_back({0, g.rows[l].log + inner});
    g.biases.push_back({0, g.rows[l].log});
  }
  std::vector<Block*> w = pointers(g.weights);
  add(w, g.biases);
  g.n[0] = allocate(w);

  if (g.curved) g.n[1] = g.T + ceil_log2(circuit.functions.size());
  g.nF = std::max({g.n[0], g.n[1], g.n[3], g.n[4]});
  g.t = std::min(13U, std::max(5U, g.nF / 2 + 1));
  if (g.nF > 26 || g.nL > 24 || g.nK > 24)
    throw_unsupported("circuit: it needs 2^" + std::to_string(g.nF) + " committed entries; 2^26 are supported");
  return g;
}

}  // namespace ogzk
