// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"

namespace ogzk {
namespace {

using testing::random_circuit;

std::vector<std::vector<int32_t>> inputs_of(const Circuit& c, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::vector<int32_t>> out;
  for (const CircuitInput& in : c.inputs) {
    out.emplace_back(in.size);
    for (int32_t& x : out.back()) x = static_cast<int32_t>(random() >> (64 - c.limb_bits));
  }
  return out;
}

TEST(Witness, ItsMultiplicitiesCountEverySlotOnce) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const Circuit c = random_circuit(seed, 8);
    const Layout g = make_layout(c);
    const Witness w = make_witness(c, g, inputs_of(c, seed));
    int64_t count = 0;
    for (size_t i = 0; i < g.clamp_counts.size(); ++i) count += w.X[g.clamp_counts.offset + i];
    for (const Block& f : g.function_counts)
      for (size_t i = 0; i < f.size(); ++i) count += w.X[f.offset + i];
    EXPECT_EQ(count, static_cast<int64_t>(g.domain.size())) << seed;
  }
}

// Every entry that an equation on the integers binds: digits, classes, activations, functions' values and inputs of rows.
TEST(Witness, TheCheckRefusesEveryPerturbation) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const Circuit c = random_circuit(seed, 8);
    const Layout g = make_layout(c);
    const Witness w = make_witness(c, g, inputs_of(c, seed));
    ASSERT_EQ(check_witness(c, g, w), "");
    const auto refused = [&](size_t at) {
      for (const int32_t change : {1, -1}) {
        Witness bad = w;
        bad.X[at] += change;
        EXPECT_NE(check_witness(c, g, bad), "") << seed << " " << at;
      }
    };
    for (size_t l = 0; l < c.layers.size(); ++l)
      for (size_t i = 0; i < c.layers[l].rows; ++i) {
        const size_t at = g.rows[l].offset + i;
        for (unsigned j = 0; j < 4; ++j) refused(g.digit_lane(j) + at);
        refused(g.c.offset + at);
        refused(g.y.offset + at);
        if (c.layers[l].function != 0) refused(g.fy.offset + at);
      }
    for (size_t i = 0; i < w.published.size(); ++i) {
      Witness bad = w;
      ++bad.published[i];
      EXPECT_NE(check_witness(c, g, bad), "");
    }
    Witness bad = w;
    bad.X[g.domain.offset + g.domain.size() - 1] = 256;
    EXPECT_NE(check_witness(c, g, bad), "");
  }
}

TEST(Witness, InputsAreRanged) {
  Circuit c = random_circuit(3, 8);
  const size_t n = c.input_entries();
  const auto with = [&](size_t i, int32_t v) {
    Bytes bytes(4 * n);
    store_le32(bytes.data() + 4 * i, static_cast<uint32_t>(v));
    return bytes;
  };
  for (size_t i = 0; i < n; ++i) {
    EXPECT_NO_THROW((void)read_inputs(c, with(i, 255)));
    for (const int32_t v : {-1, 256, INT32_MAX, INT32_MIN}) EXPECT_THROW((void)read_inputs(c, with(i, v)), InvalidArgument);
  }
  for (const size_t size : {size_t{0}, 4 * n - 1, 4 * n + 1, 4 * n + 4}) EXPECT_THROW((void)read_inputs(c, Bytes(size)), InvalidArgument);
}

// acc = q 2^s + rho with rho in [-2^(s-1), 2^(s-1)), at both ends of what an accumulator may be (§3.5).
TEST(Witness, ExactOutputsAreTheAccumulator) {
  for (const unsigned T : {8U, 12U, 16U}) {
    Circuit c;
    c.limb_bits = T;
    c.inputs = {{1, false, 0}};
    const i128 half = i128{1} << (2 * T - 1), end = i128{1} << (4 * T - 1);
    std::vector<int64_t> accumulators;
    for (const i128 acc : {i128{0}, i128{-1}, half - 1, half, -half, -half - 1, 5 * half, -5 * half, end - half - 1, -end - half})
      if (acc == static_cast<int64_t>(acc)) accumulators.push_back(static_cast<int64_t>(acc));
    ASSERT_GE(accumulators.size(), 9U);  // at T = 16 the lowest does not fit a bias
    const auto rows = static_cast<uint32_t>(accumulators.size());
    c.layers.push_back({"sum", 0, rows, 1, std::vector<int32_t>(rows, 0), accumulators, 0});
    c.outputs = {{1, 0, true}};
    c = testing::reread(c);
    const std::vector<int32_t> words = make_witness(c, make_layout(c), {{1}}).published;
    ASSERT_EQ(words.size(), 2 * accumulators.size());
    for (size_t i = 0; i < accumulators.size(); ++i) {
      const i128 q = words[i], rho = words[accumulators.size() + i];
      EXPECT_TRUE(-half <= rho && rho < half) << T << " " << i;
      EXPECT_TRUE(q * 2 * half + rho == accumulators[i]) << T << " " << i;
    }
  }
}

TEST(Witness, PublishedValuesAreBigEndianTwosComplement) {
  EXPECT_EQ(encode_published(std::vector<int32_t>{1, -2, 0x12345678}), (Bytes{0, 0, 0, 1, 0xff, 0xff, 0xff, 0xfe, 0x12, 0x34, 0x56, 0x78}));
}

}  // namespace
}  // namespace ogzk
