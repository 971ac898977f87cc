// SPDX-License-Identifier: Apache-2.0
//
// Inner dimensions are truncated on the activation side (circuits/protocol.md §6.2): what a lying key puts into the
// padding columns of W meets weight 0.
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// 5-6-3 with junk in columns 5, 6, 7 of the first layer and 6, 7 of the second
const Model& model_with_junk() {
  static const Model m = make_model(make_network({}), [](const Layout& g, std::vector<Fr>& W, std::vector<Fr>&) {
    for (size_t l = 0; l < 2; ++l)
      for (size_t i = 0; i < g.rows[l].size(); ++i)
        for (size_t k = 5 + l; k < 8; ++k) W[g.weights[l].offset + k + 8 * i] = Fr::from_u64(1 << 16);
  });
  return m;
}
Values inputs() { return random_inputs(model_with_junk().circuit, 6); }

TEST(HiddenColumns, HaveNoEffectOnTheTruth) {
  Assembly a = assemble(model_with_junk(), inputs());
  for (const int value : {0, 1, 200}) {
    const Layout& g = model_with_junk().g;
    for (size_t k = 5; k < 8; ++k) a.X[g.domain.offset + g.inputs[0].offset + k] = Fr::from_i64(value);
    ASSERT_TRUE(recount(model_with_junk().circuit, g, a.X, {}).empty());
    EXPECT_EQ(heard_by(Liar(model_with_junk(), a.X, a.pub)), "") << value;
  }
}

TEST(HiddenColumns, CannotCarryAnotherOutput) {
  // Same visible input, padding at 1 to 30: every accumulator of a real row moves, and so do outputs.
  const Model& m = model_with_junk();
  const Assembly honest = assemble(m, inputs());
  const u64 one = u64{1} << 16;
  Assembly a;
  for (u64 hidden = 1; hidden < 200 && (a.pub.empty() || a.pub == honest.pub); ++hidden) {
    a = assemble(m, inputs(), {.read = {}, .accumulator = [&](size_t l, size_t, u64& shifted) {
                                 if (l == 0) shifted += 3 * hidden * one;
                               }});
    // The padding rows of layer 0 sum to the junk times the padding of x, without bias.
    for (size_t i = 6; i < 8; ++i) (void)put_activation(m.circuit, m.g, a.X, 0, i, 3 * hidden * one);
    for (size_t k = 5; k < 8; ++k) a.X[m.g.domain.offset + m.g.inputs[0].offset + k] = Fr::from_u64(hidden);
    // These rows are below the middle, so their activations, the padding that layer 1 reads, are 0.
    ASSERT_TRUE(recount(m.circuit, m.g, a.X, {}).empty());
  }
  ASSERT_NE(a.pub, honest.pub);
  Liar liar(m, a.X, a.pub);
  EXPECT_EQ(heard_by(liar), "PairingRejected");
  liar.audience.truncate = false;
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<NoTruncation>(liar, proof), "");
  EXPECT_EQ(verdict(liar, proof), "PairingRejected");
}

}  // namespace
}  // namespace ogzk
