// SPDX-License-Identifier: Apache-2.0
#include "circuit/layout.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "circuit/sample_circuits.h"

namespace ogzk {
namespace {

using testing::random_circuit;

// §2.2, §2.3: aligned, apart, inside.
void expect_packed(std::vector<Block> blocks, unsigned variables, const char* stack) {
  std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.offset < b.offset; });
  uint64_t end = 0, total = 0;
  for (const Block& b : blocks) {
    EXPECT_EQ(b.offset % b.size(), 0U) << stack;
    EXPECT_GE(b.offset, end) << stack;
    end = b.offset + b.size();
    total += b.size();
  }
  EXPECT_EQ(end, total) << stack << ": blocks lie one after the other";
  EXPECT_LE(end, uint64_t{1} << variables) << stack;
}

TEST(Layout, BlocksAreAlignedApartAndInside) {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Circuit c = random_circuit(seed, 8 + static_cast<unsigned>(seed % 9));
    const Layout g = make_layout(c);
    std::vector<Block> lanes = g.inputs;
    lanes.push_back({g.digits, g.a + 2});
    if (g.curved) lanes.push_back({g.y_lane, g.a});
    expect_packed(lanes, g.nL, "domain");
    expect_packed(g.rows, g.a, "activations");
    std::vector<Block> x = {g.clamp_counts, g.domain, g.c};
    x.insert(x.end(), g.function_counts.begin(), g.function_counts.end());
    x.push_back(g.curved ? g.fy : g.y);
    expect_packed(x, g.n[3], "X");
    std::vector<Block> h = {g.clamp_helper, g.lookup_helper};
    h.insert(h.end(), g.function_helper.begin(), g.function_helper.end());
    expect_packed(h, g.n[4], "H");
    std::vector<Block> w = g.weights;
    w.insert(w.end(), g.biases.begin(), g.biases.end());
    expect_packed(w, g.n[0], "W");

    EXPECT_GE(g.nL, c.functions.empty() ? g.T - 1 : g.T);
    EXPECT_EQ(g.p, std::min(g.nL, g.T));
    EXPECT_EQ(g.E << g.p, 1U << g.T);
    EXPECT_TRUE(g.t >= 5 && g.t <= 13 && g.t < g.nF);
    EXPECT_EQ(g.nF, std::max({g.n[0], g.curved ? g.n[1] : 0, g.n[3], g.n[4]}));
    EXPECT_TRUE(!g.curved || g.y.offset == g.domain.offset + g.y_lane);
    for (size_t l = 0; l < c.layers.size(); ++l) {
      EXPECT_GE(g.rows[l].size(), c.layers[l].rows);
      EXPECT_GE(uint64_t{1} << g.inner[l], c.layers[l].inner);
      EXPECT_TRUE(g.inner[l] >= 1 && g.inner[l] <= g.nK);
      // one layer's row bits are coordinates of r
      EXPECT_LE(g.rows[l].log, g.nL);
      const Block value = g.value(c, static_cast<uint32_t>(c.inputs.size() + l));
      const Block& column = c.layers[l].function == 0 ? g.y : g.fy;
      EXPECT_GE(value.offset, column.offset);
      EXPECT_LE(value.offset + value.size(), column.offset + column.size());
    }
  }
}

// The sizes, and nothing of the weights (§3.4: nothing derived from them but [W] enters the key)
TEST(Layout, DependsOnTheShapeAlone) {
  Circuit c = random_circuit(7, 8);
  const Layout before = make_layout(c);
  for (CircuitLayer& l : c.layers) std::fill(l.weights.begin(), l.weights.end(), 0);
  const Layout after = make_layout(c);
  EXPECT_EQ(before.n, after.n);
  EXPECT_EQ(before.nL, after.nL);
  for (size_t l = 0; l < c.layers.size(); ++l) EXPECT_EQ(before.weights[l].offset, after.weights[l].offset);
}

TEST(Layout, RefusesWhatIsTooLarge) {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{1U << 16, false, 0}};
  CircuitLayer l{"wide", 0, 1U << 11, 1U << 16, {}, {}, 0};  // the layout reads no weight
  c.layers = {l};
  c.outputs = {{1, 0}};
  EXPECT_THROW((void)make_layout(c), Unsupported);
  c.layers[0].rows = 1U << 9;
  EXPECT_NO_THROW((void)make_layout(c));
}

TEST(Layout, CeilLog2) {
  for (uint64_t n = 1; n < 5000; ++n) {
    const unsigned e = ceil_log2(n);
    EXPECT_GE(uint64_t{1} << e, n);
    EXPECT_TRUE(e == 0 || uint64_t{1} << (e - 1) < n);
  }
}

}  // namespace
}  // namespace ogzk
