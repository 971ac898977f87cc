// SPDX-License-Identifier: Apache-2.0
//
// Exact accumulators as outputs (circuits/protocol.md §3.5, §7): what is published is bound word by word, by a claim of
// its own for quotients and for remainders.
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// Claims: 0 S1, 1 S2, 2 B1, 3 and 4 layers, 5 sum, 6 the output's value, 7 its quotients, 8 its remainders. Three rows
// in a block of four, in an index space that another layer shares.
constexpr int kQuotients = 7, kRemainders = 8;
constexpr size_t kRows = 3;

const Model& model() {
  static const Model m = [] {
    Circuit c = make_network({});
    c.outputs.push_back({2, 0, true});
    return make_model(c);
  }();
  return m;
}
Assembly honest(uint64_t seed = 4) { return assemble(model(), random_inputs(model().circuit, seed)); }

// Word `index` of the exact output
void publish(Bytes& pub, size_t index, int32_t change) {
  uint8_t* at = pub.data() + 4 * (kRows + index);
  store_be32(at, load_be32(at) + static_cast<uint32_t>(change));
}

TEST(ExactOutput, TheHonestProverPasses) {
  for (uint64_t seed = 0; seed < 8; ++seed) {
    const Assembly a = honest(seed);
    EXPECT_EQ(a.pub.size(), 4 * 3 * kRows);
    EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "");
  }
}

TEST(ExactOutput, EveryWordIsBoundByItsClaimAlone) {
  for (size_t word = 0; word < 2 * kRows; ++word) {
    Assembly a = honest();
    publish(a.pub, word, word % 2 == 0 ? 1 : -1);
    const bool quotient = word < kRows;
    Liar liar(model(), a.X, a.pub);
    liar.audience.dropped_claim = quotient ? kQuotients : kRemainders;
    const Bytes proof = liar.prove();
    EXPECT_EQ(verdict(liar, proof), "PairingRejected") << word;
    EXPECT_EQ(verdict<Without<kQuotients>>(liar, proof), quotient ? "" : "PairingRejected") << word;
    EXPECT_EQ(verdict<Without<kRemainders>>(liar, proof), quotient ? "PairingRejected" : "") << word;
  }
}

// q + 1 and rho - 2^s name the same accumulator, but not canonically.
TEST(ExactOutput, AnotherQuotientOfTheSameAccumulatorIsRefused) {
  for (const int32_t sign : {1, -1}) {
    Assembly a = honest();
    publish(a.pub, 1, sign);
    publish(a.pub, kRows + 1, -sign * (1 << 16));
    EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected");
  }
}

// Errors in two rows, or in a row and beyond the real ones, do not cancel.
TEST(ExactOutput, WordsAndPaddingAreSeparated) {
  Assembly swapped = honest();
  for (size_t i = 0; i < 4; ++i) std::swap(swapped.pub[4 * kRows + i], swapped.pub[4 * (kRows + 1) + i]);
  EXPECT_EQ(heard_by(Liar(model(), swapped.X, swapped.pub)), "PairingRejected");
  const Layout& g = model().g;
  const size_t padding = g.digit_lane(0) + g.rows[1].offset + kRows;
  for (const unsigned j : {0U, 1U, 2U, 3U}) {
    Assembly a = honest();
    a.X[padding + j * g.A()] += Fr::one();
    (void)recount(model().circuit, g, a.X, {});
    EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected") << j;
  }
}

}  // namespace
}  // namespace ogzk
