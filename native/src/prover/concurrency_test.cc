// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "prover/prover.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// One prover, many callers: each gets a proof of its own input.
TEST(Concurrency, OneProverServesManyCallsAtOnce) {
  const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 11) + (4 << 6)));
  const Prover prover(make_proving_key(make_network({}), *srs, Fr::from_u64(5), {}), srs);
  std::vector<ProofResult> results(6);
  std::atomic<size_t> next{0};
  std::vector<std::thread> callers;
  const auto context = [](size_t i) { return std::array<uint8_t, 32>{static_cast<uint8_t>(i)}; };
  for (int t = 0; t < 3; ++t)
    callers.emplace_back([&] {
      for (size_t i = next++; i < results.size(); i = next++)
        results[i] = prover.prove(random_inputs(prover.proving_key().circuit, i), context(i));
    });
  for (std::thread& caller : callers) caller.join();
  for (size_t i = 0; i < results.size(); ++i) {
    const Circuit& c = prover.proving_key().circuit;
    EXPECT_EQ(results[i].published, encode_published(published_values(c, evaluate(c, random_inputs(c, i)))));
    for (size_t other = 0; other < results.size(); ++other)
      EXPECT_EQ(verify(prover.srs_points(), prover.proving_key().blob, prover.key().digest, context(other),
                       results[i].published, results[i].proof)
                    .accepted,
                other == i);
  }
}

}  // namespace
}  // namespace ogzk
