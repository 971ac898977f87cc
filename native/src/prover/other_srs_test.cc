// SPDX-License-Identifier: Apache-2.0
//
// A key belongs to the SRS that it was made under (circuits/protocol.md §11.1, check 15).
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// The honest key of a network under an SRS whose tau the prover knows, brought to a verifier of another SRS. There, w
// with [W] = w G1 opens as a constant in a reserved row: every weight and every b' counts as 0, and every activation is
// 0.
TEST(OtherSrs, AKeyBroughtFromWhereTauIsKnownProvesAnythingWithoutItsSrsId) {
  const Fr known = Fr::from_u64(0x1234567);
  const Circuit circuit = make_network({});
  const Layout g = make_layout(circuit);
  const Fr w = known.pow_u64(uint64_t{kReservedRows} << g.t) * evaluate(weight_stack(circuit, g), known) +
               Fr::from_u64(99) * known;

  Model m = make_model(
      circuit, [](const Layout&, std::vector<Fr>& W, std::vector<Fr>&) { std::fill(W.begin(), W.end(), Fr::zero()); });
  m.w_blinder = w * tau().inverse();  // the liar's blinder of W stands at Y^1
  sample::Statement& s = m.statement;
  s.key_blob = make_key_blob(circuit, g, (G1::generator() * w).to_affine(), G1Affine(), sample::srs_points(known).id);
  s.key = read_key_of_any_srs(s.key_blob, sample::every_t()).key;

  const auto inputs = random_inputs(circuit, 1);
  const Assembly truth = assemble(m, inputs),
                 lie =
                     assemble(m, inputs, {.read = {}, .accumulator = [](size_t, size_t, u64&shifted) { shifted = 0; }});
  ASSERT_NE(truth.pub, lie.pub);
  Liar liar(m, lie.X, lie.pub);
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<NoSrs>(liar, proof), "");
  EXPECT_EQ(verdict(liar, proof), "KeyRejected");
}

}  // namespace
}  // namespace ogzk
