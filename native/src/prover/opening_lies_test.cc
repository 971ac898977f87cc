// SPDX-License-Identifier: Apache-2.0
//
// The opening settles the claim by an inner product; what makes it the right one is f = (Y^b - theta) q + g with
// deg g < b (circuits/protocol.md §9.1).
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

const Model& model() {
  static const Model m = make_model(make_network({}));
  return m;
}
// A wrong output, and the rest as it should be
Liar liar_about_the_output() {
  Assembly a = assemble(model(), random_inputs(model().circuit, 10));
  store_be32(a.pub.data(), load_be32(a.pub.data()) + 1);
  return {model(), a.X, a.pub};
}
Fr inner(std::span<const Fr> x, std::span<const Fr> y) {
  Fr sum;
  for (size_t i = 0; i < std::min(x.size(), y.size()); ++i) sum += x[i] * y[i];
  return sum;
}

// h changed in its first real row so that <h, E_hi> is what the false claim needs
Fr bend_h(Liar& l) {
  const Fr defect = l.A + inner(l.phi, l.G) - inner(l.h, l.e_hi);
  EXPECT_FALSE(defect.is_zero());
  const Fr change = defect * l.e_hi[kReservedRows].inverse();
  l.h[kReservedRows] += change;
  return change;
}

// g' = g + (Y^b - theta) t, q' = q - t keeps the division, and t repairs h(theta) = <g, E_lo>.
TEST(Opening, OnlyDStopsAQuotientThatKeepsARow) {
  Liar liar = liar_about_the_output();
  Fr change;
  liar.before[kLabelFold] = [&](Liar& l) { change = bend_h(l); };
  liar.before[kLabelQuotient] = [&](Liar& l) {
    const Fr t = -change * l.theta.pow_u64(kReservedRows - 1) * l.e_lo[0].inverse();
    l.gg[0] -= l.theta * t;
    l.gg.push_back(t);
    l.q[0] -= t;
    EXPECT_EQ(inner(l.gg, l.e_lo), evaluate(l.h, l.theta));
  };
  EXPECT_EQ(heard_by(liar), "PairingRejected");
  // D cannot be Y^(b-1) g'(1/Y), which is no polynomial; nor what is left of it.
  Liar shorter = liar;
  shorter.before[kLabelSymmetric] = [](Liar& l) { l.D.erase(l.D.begin()); };
  EXPECT_EQ(heard_by(shorter), "PairingRejected");

  liar.audience.check_degree = false;
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<NoDegree>(liar, proof), "");
  EXPECT_EQ(verdict(liar, proof), "PairingRejected");
}

// Any g with <g, E_lo> = h'(theta) would do if nothing tied it to f.
TEST(Opening, OnlyTheDivisionTiesGToF) {
  Liar liar = liar_about_the_output();
  liar.before[kLabelFold] = [](Liar& l) { (void)bend_h(l); };
  liar.before[kLabelQuotient] = [](Liar& l) {
    l.gg[1] += (evaluate(l.h, l.theta) - inner(l.gg, l.e_lo)) * l.e_lo[1].inverse();
  };
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict<NoDivision>(liar, proof), "");
  EXPECT_EQ(verdict(liar, proof), "PairingRejected");
}

TEST(Opening, AHThatIsNotTheFoldIsRefused) {
  Liar liar = liar_about_the_output();
  liar.before[kLabelFold] = [](Liar& l) { (void)bend_h(l); };
  EXPECT_EQ(heard_by(liar), "PairingRejected");
}

TEST(Opening, AnSThatIsNotTheSymmetricPartIsRefused) {
  for (const size_t i : {size_t{0}, size_t{1}, size_t{30}, size_t{63}}) {
    Liar liar = liar_about_the_output();
    store_be32(liar.pub.data(), load_be32(liar.pub.data()) - 1);
    EXPECT_EQ(heard_by(liar), "");
    liar.before[kLabelSymmetric] = [i](Liar& l) { l.S[i] += Fr::one(); };
    EXPECT_EQ(heard_by(liar), "PairingRejected") << i;
  }
}

}  // namespace
}  // namespace ogzk
