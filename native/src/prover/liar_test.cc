// SPDX-License-Identifier: Apache-2.0
#include "prover/mutants.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "prover/proof_run.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// Left to itself, the liar tells the truth: what it proves is accepted, whatever the network.
TEST(Liar, TellsTheTruthUnlessToldOtherwise) {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    const Model m = make_model(random_circuit(seed, 8));
    const Witness w = make_witness(m.circuit, m.g, random_inputs(m.circuit, seed));
    EXPECT_EQ(heard_by<>(Liar(m, to_field(w.X), encode_published(w.published))), "") << seed;
  }
}

// Two provers that share no algorithm write the same bytes from the same randomness.
TEST(Liar, AgreesWithTheProverByteForByte) {
  const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 14) + (4 << 13)));
  for (uint64_t seed = 20; seed < 32; ++seed) {
    const Circuit circuit = random_circuit(seed, seed % 4 == 0 ? 9 : 8);
    Model m = make_model(circuit);
    const Prover prover(make_proving_key(circuit, *srs, m.w_blinder, {}), srs);
    ASSERT_EQ(prover.proving_key().blob, m.statement.key_blob) << seed;
    const Witness w = make_witness(circuit, m.g, random_inputs(circuit, seed));
    m.statement.pub = encode_published(w.published);

    const HedgedRandom random(keccak256({}));
    const ProveOptions options;
    const std::optional<Bytes> proof = ProofRun(prover, w, m.statement.context, random, options).run();
    Liar liar(m, to_field(w.X), m.statement.pub);
    HedgedRandom masks = random.stream("masks"), pads = random.stream("pads"), helper = random.stream("helper");
    for (Fr& v : liar.mask) v = masks.next();
    for (Fr& v : liar.G) v = pads.next();
    liar.h_blinder = helper.next();
    ASSERT_TRUE(proof.has_value());
    EXPECT_EQ(liar.prove(), *proof) << seed;
    EXPECT_EQ(m.statement.verify(*proof).check, "") << seed;
  }
}

}  // namespace
}  // namespace ogzk
