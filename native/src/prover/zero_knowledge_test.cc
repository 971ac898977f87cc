// SPDX-License-Identifier: Apache-2.0
//
// What a proof must not show (circuits/protocol.md §11.4), as far as a test can see it.
#include <gtest/gtest.h>

#include <set>

#include "circuit/sample_circuits.h"
#include "prover/prover.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

std::shared_ptr<const Srs> test_srs() {
  static const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 13) + (4 << 13)));
  return srs;
}
const Prover& prover() {
  static const Prover p = [] {
    SampleNetwork n;
    n.sizes = {7, 9, 4, 3};
    n.functions = {1, 2, 0};
    n.function_count = 2;
    return Prover(make_proving_key(make_network(n), *test_srs(), Fr::from_u64(77), {}), test_srs());
  }();
  return p;
}
const std::array<uint8_t, 32> kContext = {9};

std::set<Bytes> words(const Bytes& proof) {
  std::set<Bytes> out;
  for (size_t i = 0; i < proof.size(); i += 32)
    out.emplace(proof.begin() + static_cast<ptrdiff_t>(i), proof.begin() + static_cast<ptrdiff_t>(i + 32));
  return out;
}
void expect_nothing_in_common(const Bytes& a, const Bytes& b) {
  const std::set<Bytes> first = words(a), second = words(b);
  EXPECT_EQ(first.size(), a.size() / 32) << "no word occurs twice in a proof";
  for (const Bytes& w : first) EXPECT_FALSE(second.contains(w));
}

TEST(ZeroKnowledge, EqualInputsGiveProofsWithoutAWordInCommon) {
  const auto x = random_inputs(prover().proving_key().circuit, 1);
  expect_nothing_in_common(prover().prove(x, kContext).proof, prover().prove(x, kContext).proof);
}

// A generator that repeats itself is hedged: by the counter for the same input, by the witness for another.
TEST(ZeroKnowledge, ABrokenEntropySourceIsHedged) {
  ProveOptions options;
  options.entropy = [](std::span<uint8_t> out) { std::fill(out.begin(), out.end(), uint8_t{0}); };
  const auto x = random_inputs(prover().proving_key().circuit, 1), y = random_inputs(prover().proving_key().circuit, 2);
  const Bytes first = prover().prove(x, kContext, options).proof;
  expect_nothing_in_common(first, prover().prove(x, kContext, options).proof);
  expect_nothing_in_common(first, prover().prove(y, kContext, options).proof);
  expect_nothing_in_common(first, prover().prove(x, std::array<uint8_t, 32>{10}, options).proof);
}

TEST(ZeroKnowledge, WithoutEntropyNothingIsProven) {
  ProveOptions options;
  options.entropy = [](std::span<uint8_t>) { throw_internal("no entropy"); };
  EXPECT_THROW((void)prover().prove(random_inputs(prover().proving_key().circuit, 1), kContext, options), Internal);
}

// Weights that are not the key's: the self-check keeps the proof back.
TEST(ZeroKnowledge, AProofThatDoesNotVerifyIsNotReleased) {
  ProvingKey other = prover().proving_key();
  other.circuit.layers[0].weights[0] += 1;
  const Prover wrong(other, test_srs());
  Values x = {{1, 1, 1, 1, 1, 1, 1}};
  EXPECT_THROW((void)wrong.prove(x, kContext), Internal);
  other = prover().proving_key();
  ASSERT_FALSE(other.shifts.empty());
  other.shifts[0] = -other.shifts[0];
  EXPECT_THROW((void)Prover(other, test_srs()).prove(x, kContext), Internal);
  other.shifts.clear();
  EXPECT_NO_THROW((void)Prover(other, test_srs()).prove(x, kContext));
}

TEST(ZeroKnowledge, AKeyThatTheCheckListRefusesIsNotProvenUnder) {
  for (const size_t at : {size_t{5}, size_t{9}, size_t{19}, size_t{70}}) {
    ProvingKey other = prover().proving_key();
    other.blob[at] ^= 0xff;
    EXPECT_THROW(Prover(other, test_srs()), Malformed) << at;
  }
  // a good key of another circuit, whose sizes are not this one's
  ProvingKey other = prover().proving_key();
  SampleNetwork n;
  n.sizes = {40, 40, 3};
  other.blob = make_proving_key(make_network(n), *test_srs(), Fr::from_u64(1), {}).blob;
  EXPECT_THROW(Prover(other, test_srs()), Malformed);
  other = prover().proving_key();
  other.srs_id[0] ^= 1;
  EXPECT_THROW(Prover(other, test_srs()), InvalidArgument);
}

}  // namespace
}  // namespace ogzk
