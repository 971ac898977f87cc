// SPDX-License-Identifier: Apache-2.0
//
// For each claim of circuits/protocol.md §8.1: a cheat that a verifier without this one claim accepts, and the protocol
// refuses.
#include <gtest/gtest.h>

#include "prover/dense_omega.h"
#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// Two functions, a clamp, a public input: claims 0 S1, 1 S2, 2 B1, 3 and 4 functions, 5 to 7 layers, 8 sum, 9 input, 10
// output.
constexpr int kS1 = 0, kS2 = 1, kB1 = 2, kFunction = 3, kLayer = 5, kSum = 8, kInput = 9, kOutput = 10;
constexpr size_t kLast = 2;  // the output layer, a clamp

const Model& model() {
  static const Model m = [] {
    SampleNetwork n;
    n.sizes = {7, 9, 4, 3};
    n.functions = {1, 2, 0};
    n.function_count = 2;
    n.public_input = true;
    return make_model(make_network(n));
  }();
  return m;
}
Values inputs() { return random_inputs(model().circuit, 4); }

// By a verifier that drops a claim known at run time, of the first 16.
std::string verdict_without(int claim, const Liar& liar, ByteSpan proof) {
  return [&]<int... kClaims>(std::integer_sequence<int, kClaims...>) {
    std::string check = "no such claim";
    ((claim == kClaims ? void(check = verdict<Without<kClaims>>(liar, proof)) : void()), ...);
    return check;
  }
  (std::make_integer_sequence<int, 16>());
}

// The protocol refuses it, the mutant does not, and no other mutant's gap lets it through.
void expect_only_without(int claim, Liar liar) {
  liar.audience.dropped_claim = claim;
  const Bytes proof = liar.prove();
  EXPECT_EQ(verdict(liar, proof), "PairingRejected") << claim;
  for (int other = 0; other < static_cast<int>(liar.key.claims()); ++other)
    EXPECT_EQ(verdict_without(other, liar, proof), other == claim ? "" : "PairingRejected") << claim << " " << other;
}

void publish(Bytes& pub, size_t index, int32_t change) {
  store_be32(pub.data() + 4 * index, load_be32(pub.data() + 4 * index) + static_cast<uint32_t>(change));
}

// An output whose activation is no row of the table, published as such.
struct WrongActivation {
  Assembly a = assemble(model(), inputs());
  size_t slot;  // of lane d_2
  WrongActivation() {
    const Layout& g = model().g;
    const size_t at = g.rows[kLast].offset;
    const int32_t change = a.values.back()[0] == 255 ? -1 : 1;
    a.X[g.y.offset + at] += Fr::from_i64(change);
    publish(a.pub, 7, change);
    const auto strangers = recount(model().circuit, g, a.X, function_columns(model().circuit));
    slot = g.digits + 2 * g.A() + at;
    check(strangers == std::vector<size_t>{slot}, "one slot should be no row");
  }
};
// Chooses the slot's h so that the sum claim holds.
void balance(Liar& liar, size_t slot) {
  Fr sum;
  for (size_t i = 0; i < liar.g.domain.size(); ++i) sum += liar.H[liar.g.lookup_helper.offset + i];
  const size_t rows = liar.g.table_rows();
  for (size_t row = 0; row < rows; ++row) sum -= liar.H[liar.g.helper_position(row)];
  liar.H[liar.g.lookup_helper.offset + slot] -= sum;
}

// What is wrong with one claim before kappa, pads aside
Fr residual_of_s1(const Liar& l, const Fr& b1) {
  const std::vector<Fr> B1 = {b1}, B2(l.key.NB2), k(l.key.nK);
  const ProgramOutput p =
      run_program(l.key, {l.alpha, l.beta, l.mu, Fr(), l.r, k, B1, l.E1, B2, read_publics(l.pub), l.C1_true, Fr()});
  std::vector<Fr> only(l.key.claims());
  only[kS1] = Fr::one();
  Fr residual = -p.rhs[kS1];
  for (const auto& [stack, data] : {std::pair(kStackX, &l.X), std::pair(kStackH, &l.H)}) {
    const std::vector<Fr> omega = dense_omega(l.key, stack, p.S, l.r, k, only);
    for (size_t i = 0; i < omega.size(); ++i) residual += omega[i] * (*data)[i];
  }
  return residual;
}

TEST(Claims, TheHonestProverPasses) {
  const Assembly a = assemble(model(), inputs());
  Liar liar(model(), a.X, a.pub);
  liar.before[kLabelS1Values] = [](Liar& l) { EXPECT_TRUE(residual_of_s1(l, l.B1[0]).is_zero()); };
  EXPECT_EQ(heard_by(liar), "");
}

TEST(Claims, WithoutS1AnyHelperIsBelieved) {
  const WrongActivation w;
  Liar liar(model(), w.a.X, w.a.pub);
  liar.before[kLabelHelper] = [&](Liar& l) { balance(l, w.slot); };
  expect_only_without(kS1, liar);
}

TEST(Claims, WithoutS2AnyAccumulatorIsBelieved) {
  for (size_t layer = 0; layer < 3; ++layer) {
    const Assembly a = assemble(model(), inputs(), {.read = {}, .accumulator = [&](size_t l, size_t i, u64& shifted) {
                                                      if (l == layer && i == 0) shifted ^= u64{5} << 16;
                                                    }});
    expect_only_without(kS2, Liar(model(), a.X, a.pub));
  }
}

TEST(Claims, WithoutTheClaimOfB1ItsValueIsFree) {
  const WrongActivation w;
  Liar liar(model(), w.a.X, w.a.pub);
  liar.before[kLabelHelper] = [&](Liar& l) { balance(l, w.slot); };
  liar.before[kLabelS1Values] = [](Liar& l) {
    const Fr at_0 = residual_of_s1(l, Fr::zero()), at_1 = residual_of_s1(l, Fr::one());
    l.B1[0] = at_0 * (at_0 - at_1).inverse();
  };
  expect_only_without(kB1, liar);
}

TEST(Claims, WithoutTheClaimOfE1AnotherFunctionIsBelieved) {
  for (size_t f = 0; f < 2; ++f) {
    Model other = model();
    for (size_t v = 1; v < 256; ++v) other.circuit.functions[f].values[v] = static_cast<int32_t>(255 - v);
    const Assembly a = assemble(other, inputs());
    Liar liar(model(), a.X, a.pub);
    liar.functions = function_columns(other.circuit);
    expect_only_without(kFunction + static_cast<int>(f), liar);
  }
}

TEST(Claims, WithoutTheClaimOfB2AnotherInputIsRead) {
  for (size_t layer = 0; layer < 3; ++layer) {
    std::vector<Fr> read;
    const Assembly a = assemble(model(), inputs(),
                                {.read =
                                     [&](size_t l, std::vector<int64_t>& x) {
                                       if (l != layer) return;
                                       for (int64_t& v : x) v = 200 - v / 2;
                                       for (const int64_t v : x) read.push_back(Fr::from_i64(v));
                                     },
                                 .accumulator = {}});
    read.resize(size_t{1} << model().g.inner[layer]);
    Liar liar(model(), a.X, a.pub);
    liar.read[layer] = read;
    expect_only_without(kLayer + static_cast<int>(layer), liar);
  }
}

TEST(Claims, WithoutTheSumAnySlotIsBelieved) {
  const WrongActivation w;
  expect_only_without(kSum, Liar(model(), w.a.X, w.a.pub));
}

TEST(Claims, WithoutTheClaimOfAPublicVectorAnyValueIsBelieved) {
  for (const auto& [claim, first, count] : {std::array{kInput, 0, 7}, std::array{kOutput, 7, 3}})
    for (int i = 0; i < count; ++i) {
      Assembly a = assemble(model(), inputs());
      publish(a.pub, static_cast<size_t>(first + i), i % 2 == 0 ? 1 : -1);
      expect_only_without(claim, Liar(model(), a.X, a.pub));
    }
}

// Two vectors whose errors cancel in a common power sum: each has a claim of its own (review: one claim per vector).
TEST(Claims, ErrorsOfTwoPublicVectorsDoNotCancel) {
  Assembly a = assemble(model(), inputs());
  publish(a.pub, 0, 1);
  publish(a.pub, 7, -1);
  EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected");
  Assembly swapped = assemble(model(), inputs());
  for (size_t i = 0; i < 12; ++i) std::swap(swapped.pub[i], swapped.pub[28 + i]);
  EXPECT_EQ(heard_by(Liar(model(), swapped.X, swapped.pub)), "PairingRejected");
}

}  // namespace
}  // namespace ogzk
