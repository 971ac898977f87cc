// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"

namespace ogzk {
namespace {

using testing::random_circuit;

Values inputs_of(const Circuit& c, uint64_t seed) {
  std::mt19937_64 random(seed);
  Values out;
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

// Every entry that an equation on the integers binds: digits, classes, activations, functions' values and inputs of
// rows.
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

// Whatever else a proof binds (§2.2): each liar is refused by a sentence that says where.
TEST(Witness, TheCheckNamesWhatIsWrong) {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{3, true, 1}, {5, false, 0}};
  CircuitFunction f{"f", {}, 0, 255};
  for (int32_t v = 0; v < 256; ++v) f.values.push_back(v);
  c.functions = {f};
  c.layers.push_back({"curved", 1, 3, 5, std::vector<int32_t>(15, 9000), {1, 2, 3}, 1});
  c.layers.push_back({"plain", 0, 5, 3, std::vector<int32_t>(15, 9000), {1, 2, 3, 4, 5}, 0});
  c.outputs = {{2, 0}, {3, 0}};
  c = testing::reread(c);
  const Layout g = make_layout(c);
  ASSERT_LT(g.rows[0].size() + g.rows[1].size(), g.A());  // some activations belong to no layer
  const Witness w = make_witness(c, g, inputs_of(c, 1));
  ASSERT_EQ(check_witness(c, g, w), "");
  const auto sentence = [&](uint64_t at, int32_t value) {
    Witness bad = w;
    EXPECT_NE(bad.X[at], value);
    bad.X[at] = value;
    return check_witness(c, g, bad);
  };
  const auto in = [&](uint32_t id) { return g.value(c, id).offset; };
  const size_t curved = g.rows[0].offset, plain = g.rows[1].offset, no_layer = curved + g.rows[0].size();
  // ranges, everywhere in the domain
  EXPECT_EQ(sentence(in(0) + 1, 256), "input 0, entry 1: it is not in [0, 2^T)");
  EXPECT_EQ(sentence(in(1) + 4, -1), "input 1, entry 4: it is not in [0, 2^T)");
  EXPECT_EQ(sentence(g.digit_lane(1) + plain + 4, 256), "layer \"plain\", entry 4, digit 1: it is not in [0, 2^T)");
  EXPECT_EQ(sentence(g.digit_lane(3) + plain + 5, -1),
            "layer \"plain\", padding entry 5, digit 3: it is not in [0, 2^T)");
  EXPECT_EQ(sentence(g.domain.offset + g.digits + no_layer, 256),
            "slot " + std::to_string(g.digits + no_layer) + " of the lookup domain: it is not in [0, 2^T)");
  // padding
  EXPECT_EQ(sentence(in(0) + 3, 1), "input 0: its padding is not 0");
  for (unsigned j = 0; j < 4; ++j)
    EXPECT_EQ(sentence(g.digit_lane(j) + plain + 7, 1), "layer \"plain\", padding entry 7: the digits are not 0");
  EXPECT_EQ(sentence(g.digit_lane(0) + curved + 3, 1), "layer \"curved\", padding entry 3: the digits are not 0");
  // the table, where a layer is, where it is padded, and where none is
  EXPECT_EQ(sentence(g.c.offset + plain + 6, 1), "layer \"plain\", padding entry 6: the activation is not the table's");
  EXPECT_EQ(sentence(g.y.offset + curved + 3, 1),
            "layer \"curved\", padding entry 3: the activation is not the table's");
  EXPECT_EQ(sentence(g.fy.offset + curved + 3, 1),
            "layer \"curved\", padding entry 3: the function's value is not the table's");
  EXPECT_EQ(sentence(g.c.offset + no_layer, 1),
            "activation " + std::to_string(no_layer) + ", of no layer: it is not the table's");
  EXPECT_EQ(sentence(g.y.offset + no_layer, 1),
            "activation " + std::to_string(no_layer) + ", of no layer: it is not the table's");
  // multiplicities, of every row
  for (uint64_t row = 0; row < g.table_rows(); ++row)
    for (const int32_t change : {1, -1})
      EXPECT_EQ(sentence(g.count_position(row), w.X[g.count_position(row)] + change),
                "table, segment " + std::to_string(row / 256) +
                    ": a multiplicity is not the number of slots that use its row");
  // what is free: its slot is counted in another row then
  Witness free = w;
  for (const uint64_t at : {in(1) + 5, g.digit_lane(0) + no_layer}) {
    --free.X[g.count_position(0)];
    free.X[at] = 77;
    ++free.X[g.count_position(77)];
  }
  EXPECT_EQ(check_witness(c, g, free), "");
  free.X.pop_back();
  EXPECT_EQ(check_witness(c, g, free), "the witness does not have the size of the circuit's");
}

TEST(Witness, InputsOfAnotherShapeAreRefused) {
  const Circuit c = random_circuit(3, 8);
  const Layout g = make_layout(c);
  const Values good = inputs_of(c, 1);
  ASSERT_NO_THROW((void)make_witness(c, g, good));
  const auto refused = [&](const Values& bad) {
    EXPECT_THROW(check_inputs(c, bad), InvalidArgument);
    EXPECT_THROW((void)evaluate(c, bad), InvalidArgument);
    EXPECT_THROW((void)make_witness(c, g, bad), InvalidArgument);
  };
  refused({});
  Values bad = good;
  bad.push_back({1});
  refused(bad);
  for (size_t i = 0; i < good.size(); ++i) {
    bad = good;
    bad[i].push_back(0);
    refused(bad);
    bad = good;
    bad[i].pop_back();
    refused(bad);
    for (const int32_t v : {-1, 256, INT32_MAX, INT32_MIN}) {
      bad = good;
      bad[i].back() = v;
      refused(bad);
    }
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
    for (const int32_t v : {-1, 256, INT32_MAX, INT32_MIN})
      EXPECT_THROW((void)read_inputs(c, with(i, v)), InvalidArgument);
  }
  for (const size_t size : {size_t{0}, 4 * n - 1, 4 * n + 1, 4 * n + 4})
    EXPECT_THROW((void)read_inputs(c, Bytes(size)), InvalidArgument);
}

// acc = q 2^s + rho with rho in [-2^(s-1), 2^(s-1)), at both ends of what an accumulator may be (§3.5).
TEST(Witness, ExactOutputsAreTheAccumulator) {
  for (const unsigned T : {8U, 12U, 16U}) {
    Circuit c;
    c.limb_bits = T;
    c.inputs = {{1, false, 0}};
    const i128 half = i128{1} << (2 * T - 1), end = i128{1} << (4 * T - 1);
    std::vector<int64_t> accumulators;
    for (const i128 acc :
         {i128{0}, i128{-1}, half - 1, half, -half, -half - 1, 5 * half, -5 * half, end - half - 1, -end - half})
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
  EXPECT_EQ(encode_published(std::vector<int32_t>{1, -2, 0x12345678}),
            (Bytes{0, 0, 0, 1, 0xff, 0xff, 0xff, 0xfe, 0x12, 0x34, 0x56, 0x78}));
}

}  // namespace
}  // namespace ogzk
