// SPDX-License-Identifier: Apache-2.0
#include "setup/keygen.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "key/key.h"
#include "key/sample_key.h"

namespace ogzk {
namespace {

using testing::random_circuit;

Bytes blob_of(const Circuit& c) {
  return make_key_blob(c, make_layout(c), G1Affine::generator(), G1Affine::generator(), Digest{1, 2, 3});
}

TEST(Keygen, EveryKeyPassesTheCheckList) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const Circuit c = random_circuit(seed, 8 + static_cast<unsigned>(seed % 9));
    const Layout g = make_layout(c);
    const KeyResult read = read_key_of_any_srs(blob_of(c), sample::every_t());
    ASSERT_EQ(read.code, 0) << seed << " " << read.detail;
    EXPECT_EQ(read.key.NB2, c.layers.size());
    EXPECT_EQ(read.key.NE1, c.functions.size());
    EXPECT_EQ(read.key.nPub, c.published());
    EXPECT_EQ(read.key.schema_hash, c.schema_hash);
    EXPECT_EQ(read.key.nL, g.nL);
    size_t publics = 0;
    for (const CircuitOutput& o : c.outputs) publics += o.exact ? 2 : 1;  // quotients, remainders
    for (const CircuitInput& in : c.inputs) publics += in.is_public ? 1 : 0;
    EXPECT_EQ(read.key.NC, 1 + publics);  // one claim per published vector
  }
}

// Nothing of the weights but [W] (§3.4)
TEST(Keygen, TheKeyIsTheShapes) {
  Circuit c = random_circuit(11, 8);
  const Bytes before = blob_of(c);
  for (CircuitLayer& l : c.layers) {
    for (int32_t& w : l.weights) w /= 3;
    for (int64_t& b : l.bias) b = 0;
    l.name = "renamed";
  }
  EXPECT_EQ(blob_of(c), before);
  ASSERT_TRUE(c.outputs[0].exact);
  Circuit other = c;
  other.schema_hash[5] ^= 1;
  EXPECT_NE(blob_of(other), before);
  other = c;
  other.outputs[0] = {c.outputs[0].value, 4, false};
  const Bytes value = blob_of(other);
  EXPECT_NE(value, before);
  other.outputs[0].zero_point += 1;
  EXPECT_NE(blob_of(other), value);
}

// Errors of two rows cannot cancel: a layer's row bits are different coordinates of r, and the digits' side of claim 1
// knows nothing of k (§6.2).
TEST(Keygen, RowsMapInjectivelyToCoordinatesOfR) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const Circuit c = random_circuit(seed, 8);
    const Key key = read_key_of_any_srs(blob_of(c), sample::every_t()).key;
    for (const Term& term : key.terms) {
      std::array<std::vector<bool>, 2> used = {std::vector<bool>(key.nL), std::vector<bool>(key.nK)};
      for (const Segment& s : term.segments) {
        if (s.op != Atom::Eqp && s.op != Atom::Eq && s.op != Atom::Trunc) continue;
        const size_t pt = s.op == Atom::Trunc ? 1 : s.op == Atom::Eqp ? s.b : s.b >> 8;
        const size_t start = s.op == Atom::Eq ? s.b & 0xff : 0;
        EXPECT_FALSE(term.claim == 1 && term.stack == kStackX && pt == 1) << seed;
        for (size_t i = start; i < start + s.a; ++i) {
          EXPECT_FALSE(used[pt][i]) << seed;
          used[pt][i] = true;
        }
      }
    }
  }
}

// The constant of an exact output (§7) depends on its number of rows alone: as many outputs as a circuit may have fit a key.
TEST(Keygen, ExactOutputsOfOneSizeShareTheirConstant) {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{1, false, 0}};
  for (uint32_t l = 0; l < 64; ++l) {
    c.layers.push_back({"l", 0, 60, 1, std::vector<int32_t>(60, 1), std::vector<int64_t>(60, 0), 0});
    c.outputs.push_back({l + 1, 0, true});
  }
  const KeyResult read = read_key_of_any_srs(blob_of(c), sample::every_t());
  EXPECT_EQ(read.code, 0) << read.detail;
  EXPECT_EQ(read.key.NC, 1 + 2 * 64);
}

TEST(Keygen, WhatNeedsMoreRecordsThanAKeyHasIsRefused) {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{1, false, 0}};
  CircuitFunction f;
  for (int32_t v = 0; v < 256; ++v) f.values.push_back(v / 2);
  f.max = 127;
  c.functions.assign(64, f);
  for (uint32_t l = 0; l < 64; ++l) {
    c.layers.push_back({"l", l, 1, 1, {1}, {0}, l + 1});
    c.outputs.push_back({l + 1, 0});
  }
  const auto sizes = [](const Circuit& circuit) {
    try {
      return read_key_of_any_srs(blob_of(circuit), sample::every_t()).code == 0 ? "a key" : "a key that is refused";
    } catch (const Unsupported&) {
      return "unsupported";
    }
  };
  // The widest network is either a good key or refused with a sentence, and so is each smaller one.
  EXPECT_STRNE(sizes(c), "a key that is refused");
  while (c.layers.size() > 2) {
    c.layers.pop_back();
    c.outputs.pop_back();
    c.functions.pop_back();
    EXPECT_STRNE(sizes(c), "a key that is refused") << c.layers.size();
  }
  EXPECT_STREQ(sizes(c), "a key");
}

}  // namespace
}  // namespace ogzk
