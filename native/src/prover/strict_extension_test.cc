// SPDX-License-Identifier: Apache-2.0
//
// A stack is what its first 2^n_P entries are: the verifier extends every weight by zero (circuits/protocol.md §8.2).
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

constexpr int kSum = 6;  // 0 S1, 1 S2, 2 B1, 3 function, 4 and 5 layers

// n_F = 13 because of W's 64 x 64; the other stacks have room above them. A quarter of W's block is padding.
Circuit wide_network() {
  SampleNetwork n;
  n.sizes = {64, 40, 3};
  n.functions = {1, 0};
  n.function_count = 1;
  return make_network(n);
}
// Few weights below many multiplicities: room above W.
Circuit narrow_network() { return make_network({}); }

const Model& wide() {
  static const Model m = make_model(wide_network());
  return m;
}
Assembly honest(const Model& m, uint64_t seed = 8) { return assemble(m, random_inputs(m.circuit, seed)); }

// Entry `at` is taken away below and put back above 2^n.
void move_up(std::vector<Fr>& stack, unsigned n, unsigned nF, size_t at) {
  stack.resize(size_t{1} << nF);
  const Fr delta = Fr::from_u64(17);
  stack[at] -= delta;
  stack[at + (size_t{1} << n)] += delta;
}

void expect_only_loosely(Liar liar, const char* stack) {
  EXPECT_EQ(heard_by(liar), "PairingRejected") << stack;
  liar.audience.extend_strictly = false;
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<NoStrictExtension>(liar, proof), "") << stack;
  EXPECT_EQ(verdict(liar, proof), "PairingRejected") << stack;
}

TEST(StrictExtension, JunkAboveXDoesNotCompensate) {
  const Layout& g = wide().g;
  ASSERT_LT(g.n[kStackX], g.nF);
  const Assembly a = honest(wide());
  for (const size_t at :
       {g.domain.offset + g.inputs[0].offset, g.c.offset, g.y.offset, g.clamp_counts.offset, g.fy.offset}) {
    Liar liar(wide(), a.X, a.pub);
    move_up(liar.X, g.n[kStackX], g.nF, at);
    expect_only_loosely(liar, "X");
  }
}

TEST(StrictExtension, JunkAboveHDoesNotCompensate) {
  const Layout& g = wide().g;
  ASSERT_LT(g.n[kStackH], g.nF);
  const Assembly a = honest(wide());
  for (const size_t at : {g.lookup_helper.offset + 3, g.clamp_helper.offset, g.function_helper[0].offset + 1}) {
    Liar liar(wide(), a.X, a.pub);
    liar.before[kLabelHelper] = [&](Liar& l) { move_up(l.H, g.n[kStackH], g.nF, at); };
    expect_only_loosely(liar, "H");
  }
}

TEST(StrictExtension, JunkAboveWDoesNotCompensate) {
  const Layout g = make_layout(narrow_network());
  ASSERT_LT(g.n[kStackW], g.nF);
  // A weight matters where it meets something.
  const Model plain = make_model(narrow_network());
  uint64_t seed = 0;
  while (honest(plain, seed).values[1][0] == 0) ++seed;
  for (const size_t at : {g.weights[0].offset, g.weights[1].offset, g.biases[0].offset}) {
    const Model m = make_model(narrow_network(), [&](const Layout&, std::vector<Fr>& W, std::vector<Fr>&) {
      move_up(W, g.n[kStackW], g.nF, at);
    });
    const Assembly a = honest(m, seed);
    expect_only_loosely(Liar(m, a.X, a.pub), "W");
  }
}

TEST(StrictExtension, JunkAboveTheFunctionsDoesNotCompensate) {
  const Model m = make_model(wide_network(), [](const Layout& g, std::vector<Fr>&, std::vector<Fr>& T) {
    move_up(T, g.n[kStackT], g.nF, 100);
  });
  const Assembly a = honest(m);
  expect_only_loosely(Liar(m, a.X, a.pub), "T");
}

// Compensated or not, what lies above has no effect on the truth.
TEST(StrictExtension, JunkAboveAStackHasNoEffect) {
  const Layout& g = wide().g;
  const Assembly a = honest(wide());
  Liar liar(wide(), a.X, a.pub);
  liar.X.resize(size_t{1} << g.nF, Fr::from_u64(9));
  liar.before[kLabelHelper] = [&](Liar& l) { l.H.resize(size_t{1} << g.nF, Fr::from_u64(10)); };
  EXPECT_EQ(heard_by(liar), "");
}

// If one all-ones term alone missed the factor, junk above H would enter the sum claim and nothing else, and a key that
// is no row of the table would pass.
TEST(StrictExtension, JunkAboveHCannotEnterTheSumAlone) {
  const Layout& g = wide().g;
  Assembly a = honest(wide());
  const size_t at = g.rows[1].offset;
  const int32_t change = a.values.back()[0] == 255 ? -1 : 1;
  a.X[g.y.offset + at] += Fr::from_i64(change);
  store_be32(a.pub.data(), load_be32(a.pub.data()) + static_cast<uint32_t>(change));
  ASSERT_EQ(recount(wide().circuit, g, a.X, function_columns(wide().circuit)).size(), 1U);

  Liar liar(wide(), a.X, a.pub);
  liar.before[kLabelHelper] = [&](Liar& l) {
    Fr sum;
    for (size_t i = 0; i < g.domain.size(); ++i) sum += l.H[g.lookup_helper.offset + i];
    for (size_t row = 0; row < l.g.table_rows(); ++row) sum -= l.H[g.helper_position(row)];
    ASSERT_FALSE(sum.is_zero());
    l.H.resize(size_t{1} << g.nF);
    l.H[(size_t{1} << g.n[kStackH]) + g.lookup_helper.offset] -= sum;
  };
  EXPECT_EQ(heard_by(liar), "PairingRejected");
  liar.audience.loose_claim = kSum;
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<Loose<kSum>>(liar, proof), "");
  EXPECT_EQ(verdict(liar, proof), "PairingRejected");
}

}  // namespace
}  // namespace ogzk
