// SPDX-License-Identifier: Apache-2.0
#include "key/program.h"

#include <gtest/gtest.h>

#include "key/sample_key.h"

namespace ogzk {
namespace {

Fr f(int64_t v) { return Fr::from_i64(v); }

// Small integers everywhere, so that answers can be worked out by hand.
struct Inputs {
  std::vector<Fr> r = {f(2), f(3), f(5), f(7)}, k = {f(11), f(13), f(17)};
  std::vector<Fr> B1 = {f(19)}, E1 = {f(23)}, B2 = {f(29), f(31)};
  std::vector<int32_t> pub = {100, -200, 7, -2147483647 - 1, 2147483647};

  ProgramInput input() const {
    return {.alpha = f(101),
            .beta = f(103),
            .mu = f(107),
            .kappa = f(10),
            .r = r,
            .k = k,
            .B1 = B1,
            .E1 = E1,
            .B2 = B2,
            .pub = pub,
            .C1 = f(41),
            .A2 = f(43)};
  }
};

TEST(Program, ComputesTheTableOfOperations) {
  const Inputs inputs;
  const ProgramOutput out = run_program(sample::key(), inputs.input());
  const std::vector<Fr> expected = {
      f(1),
      f(-1),
      f(101),
      f(103),
      f(107),
      f(10),
      f(11 * 13 * 17),  // P_K
      f(19),
      f(23),
      f(29),
      f(31),
      f(-19),                                            // MUL: -1 * B1
      f(101 * 103 - 19),                                 // FMA: alpha beta + the last
      f(101 * 103 - 18),                                 // ADD: + 1
      f(3 * (1 - 5) * 7),                                // BITS: r_1, 1 - r_2, r_3 for the value 5
      f((1 - 11) * 13 * (1 - 17)),                       // BITS: 1 - k_0, k_1, 1 - k_2 for the value 2
      f(-4096),                                          // LIT
      f(2 + 2 * 3 + 4 * 5 + 8 * 7),                      // IDX
      f((100 - 7) + 10 * (-200 - 7) + 100 * 0),          // PUB: powers of kappa = 10
      f((-2147483648LL + 8) + 10 * (2147483647LL + 8)),  // PUB: its own powers, from kappa^0
  };
  ASSERT_EQ(out.S.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(out.S[i], expected[i]) << "scalar " << i;
}

TEST(Program, StartsRightSidesFromTheValuesAndAddsToThem) {
  const Inputs inputs;
  const ProgramOutput out = run_program(sample::key(), inputs.input());
  const std::vector<Fr> expected = {
      f(41 + 101 * 103 - 18),  // C1 + scalar 13
      f(43),                   // A2
      f(19),
      f(23),
      f(29),
      f(31),
      f(0),          // a free claim that nothing adds to
      f(93 - 2070),  // a free claim: the first PUB
  };
  ASSERT_EQ(out.rhs.size(), expected.size());
  for (size_t c = 0; c < expected.size(); ++c) EXPECT_EQ(out.rhs[c], expected[c]) << "claim " << c;
}

TEST(Program, WithoutS2TheProductOfKIsOne) {
  Inputs inputs;
  inputs.k.clear(), inputs.E1.clear(), inputs.B2.clear();
  const ProgramOutput out = run_program(sample::lookup_only_key(), inputs.input());
  EXPECT_EQ(out.S[6], Fr::one());
}

TEST(Program, InputsOfAnotherShapeAreOurMistake) {
  const Key key = sample::key();
  Inputs inputs;
  inputs.r.pop_back();
  EXPECT_THROW((void)run_program(key, inputs.input()), Internal);
  inputs = {};
  inputs.pub.pop_back();
  EXPECT_THROW((void)run_program(key, inputs.input()), Internal);
  inputs = {};
  inputs.B2.pop_back();
  EXPECT_THROW((void)run_program(key, inputs.input()), Internal);
}

TEST(Program, AnIndexThatReadKeyWouldRefuseIsCaughtAgain) {
  Key key = sample::key();
  key.program[0].a = 900;
  EXPECT_THROW((void)run_program(key, Inputs{}.input()), Internal);
  key = sample::key();
  key.program[3].lo = 4;
  EXPECT_THROW((void)run_program(key, Inputs{}.input()), Internal);
}

}  // namespace
}  // namespace ogzk
