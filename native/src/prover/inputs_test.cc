// SPDX-License-Identifier: Apache-2.0
//
// No declared input lacks a proof (circuits/protocol.md §3.1, §3.4): the worst inputs of random networks are proven,
// and what is proven is what an evaluator says that follows the formulas and nothing else.
#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "prover/prover.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;
using Inputs = Values;

// §3.1, in 128 bits, with the floor of a quotient written out
std::vector<int32_t> slow_published(const Circuit& c, const Inputs& inputs, std::array<bool, 3>& classes) {
  const i128 two_s = i128{1} << (2 * c.limb_bits);
  const i128 top = (i128{1} << c.limb_bits) - 1;
  std::vector<std::vector<i128>> values, quotients(c.inputs.size()), remainders(c.inputs.size());
  for (const auto& v : inputs) values.emplace_back(v.begin(), v.end());
  for (const CircuitLayer& l : c.layers) {
    std::vector<i128> y, quotient, remainder;
    for (size_t i = 0; i < l.rows; ++i) {
      i128 acc = l.bias[i];
      for (size_t k = 0; k < l.inner; ++k) acc += i128{l.weights[i * l.inner + k]} * values[l.input][k];
      const i128 numerator = acc + two_s / 2;
      i128 q = numerator / two_s;
      if (numerator % two_s < 0) --q;
      quotient.push_back(q);
      remainder.push_back(acc - q * two_s);
      classes[q < 0 ? 0 : q <= top ? 1 : 2] = true;
      const i128 v = std::min(std::max(q, i128{0}), top);
      y.push_back(l.function == 0 ? v : i128{c.functions[l.function - 1].values[static_cast<size_t>(v)]});
    }
    values.push_back(y);
    quotients.push_back(quotient);
    remainders.push_back(remainder);
  }
  std::vector<int32_t> out;
  for (size_t i = 0; i < c.inputs.size(); ++i)
    for (size_t k = 0; c.inputs[i].is_public && k < c.inputs[i].size; ++k)
      out.push_back(inputs[i][k] - c.inputs[i].zero_point);
  for (const CircuitOutput& o : c.outputs) {
    for (const i128 y : o.exact ? quotients[o.value] : values[o.value])
      out.push_back(static_cast<int32_t>(y) - o.zero_point);
    for (size_t i = 0; o.exact && i < remainders[o.value].size(); ++i)
      out.push_back(static_cast<int32_t>(remainders[o.value][i]));  // §3.5
  }
  return out;
}

// All at the top, all at 0, matched to the signs of a row either way, and at random
std::vector<Inputs> worst_inputs(const Circuit& c, uint64_t seed) {
  std::mt19937_64 random(seed);
  const int32_t top = (1 << c.limb_bits) - 1;
  std::vector<Inputs> all(6, Inputs(c.inputs.size()));
  for (size_t i = 0; i < c.inputs.size(); ++i) {
    const size_t n = c.inputs[i].size;
    all[0][i].assign(n, top);
    all[1][i].assign(n, 0);
    all[2][i].assign(n, top);
    all[3][i].assign(n, 0);
    for (const CircuitLayer& l : c.layers) {
      if (l.input != i) continue;
      const size_t row = random() % l.rows;
      for (size_t k = 0; k < n; ++k) {
        all[2][i][k] = l.weights[row * n + k] > 0 ? top : 0;
        all[3][i][k] = l.weights[row * n + k] > 0 ? 0 : top;
      }
      if (random() % 2 == 0) break;
    }
  }
  all[4] = random_inputs(c, seed);
  all[5] = random_inputs(c, seed + 1);
  return all;
}

std::shared_ptr<const Srs> test_srs() {
  static const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 16) + (4 << 13)));
  return srs;
}

TEST(Inputs, EveryOneHasTheWitnessOfTheFormulas) {
  std::array<bool, 3> classes{};
  for (uint64_t seed = 100; seed < 220; ++seed) {
    const Circuit c = reread(random_circuit(seed, std::array{8U, 9U, 12U, 16U}[seed % 4]));
    const Layout g = make_layout(c);
    for (const Inputs& x : worst_inputs(c, seed)) {
      const Witness w = make_witness(c, g, x);
      EXPECT_EQ(w.published, slow_published(c, x, classes)) << seed;
      EXPECT_EQ(published_values(c, evaluate(c, x)), w.published) << seed;
      EXPECT_EQ(check_witness(c, g, w), "") << seed;
    }
  }
  EXPECT_TRUE(classes[0] && classes[1] && classes[2]);
}

TEST(Inputs, EveryOneHasAProof) {
  const std::array<uint8_t, 32> context = {4, 5, 6};
  std::array<bool, 3> classes{};
  for (uint64_t seed = 300; seed < 350; ++seed) {
    const unsigned T = seed % 16 == 0 ? 12 : seed % 3 == 0 ? 9 : 8;
    const Circuit c = reread(random_circuit(seed, T));
    const Prover prover(make_proving_key(c, *test_srs(), Fr::from_u64(seed), {}), test_srs());
    const std::vector<Inputs> all = worst_inputs(c, seed);
    for (size_t i = 0; i < (T == 12 ? 3 : all.size()); ++i) {
      const ProofResult r = prover.prove(all[i], context);  // which verifies before it returns
      EXPECT_EQ(r.published, encode_published(slow_published(c, all[i], classes))) << seed << " " << i;
      EXPECT_TRUE(
          verify(prover.srs_points(), prover.proving_key().blob, prover.key().digest, context, r.published, r.proof)
              .accepted)
          << seed << " " << i;
    }
  }
}

// The smallest of everything: one input, one row, one column.
TEST(Inputs, OneByOne) {
  for (const int64_t bias : {int64_t{-1} << 24, int64_t{0}, int64_t{1} << 24}) {
    Circuit c;
    c.limb_bits = 8;
    c.inputs = {{1, false, 0}};
    c.layers.push_back({"one", 0, 1, 1, {1 << 16}, {bias}, 0});
    c.outputs = {{1, 0}};
    c = reread(c);
    const Prover prover(make_proving_key(c, *test_srs(), Fr::from_u64(1), {}), test_srs());
    for (const int32_t x : {0, 1, 255}) {
      const ProofResult r = prover.prove({{x}}, std::array<uint8_t, 32>{});
      EXPECT_EQ(r.published, encode_published(std::vector<int32_t>{bias < 0 ? 0 : bias > 0 ? 255 : x}));
    }
  }
}

}  // namespace
}  // namespace ogzk
