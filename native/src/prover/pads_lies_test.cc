// SPDX-License-Identifier: Apache-2.0
//
// Pads and blinders are the prover's own affair as long as they are the same wherever they occur (circuits/protocol.md
// §8.3). Without them a proof is sound and hides nothing.
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
Liar honest() {
  const Assembly a = assemble(model(), random_inputs(model().circuit, 9));
  return {model(), a.X, a.pub};
}
Fr bump(const Fr& y) { return y * (Fr::one() - y); }

TEST(Pads, TheBlinderOfB1IsOneNumber) {
  const Fr other = Fr::from_u64(77);
  Liar rounds = honest();  // rounds and B1 against G
  rounds.s1_blinder = other;
  EXPECT_EQ(heard_by(rounds), "PairingRejected");
  Liar value = honest();  // B1 against rounds and G
  value.before[kLabelS1Values] = [&](Liar& l) { l.B1[0] += other * bump(l.r[0]); };
  EXPECT_EQ(heard_by(value), "PairingRejected");
  Liar only_rounds = honest();  // rounds against B1 and G
  only_rounds.s1_blinder = other;
  only_rounds.before[kLabelS1Values] = [&](Liar& l) {
    l.B1[0] += (l.G[l.key.KG() - l.key.NB1 - l.key.NB2] - other) * bump(l.r[0]);
  };
  EXPECT_EQ(heard_by(only_rounds), "PairingRejected");
}

TEST(Pads, TheBlinderOfEachB2IsOneNumber) {
  const Fr other = Fr::from_u64(78);
  for (size_t layer = 0; layer < 2; ++layer) {
    Liar rounds = honest();
    rounds.s2_blinder[layer] = other;
    EXPECT_EQ(heard_by(rounds), "PairingRejected");
    Liar value = honest();
    value.before[kLabelS2Values] = [&](Liar& l) { l.B2[layer] += other * bump(l.k[0]); };
    EXPECT_EQ(heard_by(value), "PairingRejected");
    Liar only_rounds = honest();
    only_rounds.s2_blinder[layer] = other;
    only_rounds.before[kLabelS2Values] = [&](Liar& l) {
      l.B2[layer] += (l.G[l.key.KG() - l.key.NB2 + layer] - other) * bump(l.k[0]);
    };
    EXPECT_EQ(heard_by(only_rounds), "PairingRejected");
  }
}

TEST(Pads, EveryPadIsTheCommittedOne) {
  for (size_t i = 0; i < model().statement.key.KG() + 3; ++i) {
    Liar liar = honest();  // one G in the rounds and the opening, another in [G]
    liar.before[kLabelBeta] = [i](Liar& l) { l.G[i] += Fr::one(); };
    EXPECT_EQ(heard_by(liar), "PairingRejected") << i;
    if (i >= model().statement.key.KG()) continue;  // a blinder is used in no round
    Liar twice = honest();                          // one in the rounds, another in [G] and the opening
    twice.before[kLabelBeta] = [i](Liar& l) { l.G[i] += Fr::one(); };
    twice.before[kLabelFold] = [i](Liar& l) { l.G[i] -= Fr::one(); };
    EXPECT_EQ(heard_by(twice), "PairingRejected") << i;
  }
}

TEST(Pads, WithoutAnyAProofIsStillSound) {
  Liar liar = honest();
  std::fill(liar.G.begin(), liar.G.end(), Fr::zero());
  EXPECT_EQ(heard_by(liar), "");
  std::fill(liar.mask.begin(), liar.mask.end(), Fr::zero());
  liar.h_blinder = Fr::zero();
  EXPECT_EQ(heard_by(liar), "");
  Liar lie = liar;
  store_be32(lie.pub.data(), load_be32(lie.pub.data()) + 1);
  EXPECT_EQ(heard_by(lie), "PairingRejected");
}

// Only deg g < b is enforced (§9.3).
TEST(Pads, PolynomialsThatAreTooLongHaveNoEffect) {
  Liar pads = honest();
  for (uint64_t i = 1; i < 40; ++i) pads.G.push_back(Fr::from_u64(i));
  EXPECT_EQ(heard_by(pads), "");
  const size_t above = (size_t{1} << model().g.nF) + 100;
  Liar long_x = honest();
  long_x.X.resize(above, Fr::from_u64(3));
  EXPECT_EQ(heard_by(long_x), "");
  Liar long_h = honest();
  long_h.before[kLabelHelper] = [&](Liar& l) { l.H.resize(above, Fr::from_u64(4)); };
  EXPECT_EQ(heard_by(long_h), "");
  for (Liar* liar : {&pads, &long_x, &long_h}) {
    store_be32(liar->pub.data(), load_be32(liar->pub.data()) + 1);
    EXPECT_EQ(heard_by(*liar), "PairingRejected");
  }
}

}  // namespace
}  // namespace ogzk
