// SPDX-License-Identifier: Apache-2.0
#include "prover/prover.h"

#include <gtest/gtest.h>

#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using testing::make_network;
using testing::random_inputs;
using testing::SampleNetwork;

std::shared_ptr<const Srs> test_srs() {
  static const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 15) + (4 << 13)));
  return srs;
}

Prover make_prover(const SampleNetwork& network) {
  return Prover(make_proving_key(make_network(network), *test_srs(), Fr::from_u64(12345 + network.seed), {}),
                test_srs());
}

const std::array<uint8_t, 32> kContext = {1, 2, 3};

Verdict verdict_of(const Prover& p, const ProofResult& r) {
  return verify(p.srs_points(), p.proving_key().blob, p.key().digest, kContext, r.published, r.proof);
}

TEST(Prover, ProvesAClampNetwork) {
  const Prover p = make_prover({});
  const ProofResult r = p.prove(random_inputs(p.proving_key().circuit, 3), kContext);
  const Verdict v = verdict_of(p, r);
  EXPECT_TRUE(v.accepted) << v.check << " " << v.detail;
}

TEST(Prover, ProvesFunctionsAndPublicInputs) {
  SampleNetwork n;
  n.sizes = {7, 9, 4, 3};
  n.functions = {1, 2, 0};
  n.function_count = 2;
  n.public_input = true;
  const Prover p = make_prover(n);
  const ProofResult r = p.prove(random_inputs(p.proving_key().circuit, 4), kContext);
  EXPECT_TRUE(verdict_of(p, r).accepted);
}

// Nothing is written where it does not belong: the inputs are looked at first.
TEST(Prover, InputsOfAnotherShapeOrRangeAreRefusedWithASentence) {
  const Prover p = make_prover({});  // one input of five entries below 2^8
  const auto sentence = [&](const Values& inputs) -> std::string {
    try {
      (void)p.prove(inputs, kContext);
    } catch (const InvalidArgument& e) {
      return e.what();
    }
    return "";
  };
  EXPECT_EQ(sentence({}), "inputs: 0 vectors were given, the circuit takes 1");
  EXPECT_EQ(sentence({{1, 2, 3, 4, 5}, {6}}), "inputs: 2 vectors were given, the circuit takes 1");
  EXPECT_EQ(sentence({{1, 2, 3, 4}}), "inputs: input 0 has 4 entries, the circuit takes 5");
  EXPECT_EQ(sentence({SecretVector<int32_t>(1 << 20)}), "inputs: input 0 has 1048576 entries, the circuit takes 5");
  EXPECT_EQ(sentence({{1, 2, 256, 4, 5}}), "inputs: an entry of input 0 lies outside [0, 2^8)");
  EXPECT_EQ(sentence({{1, 2, 3, 4, -1}}), "inputs: an entry of input 0 lies outside [0, 2^8)");
}

}  // namespace
}  // namespace ogzk
