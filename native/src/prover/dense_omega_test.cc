// SPDX-License-Identifier: Apache-2.0
#include "prover/dense_omega.h"

#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "key/omega.h"
#include "polynomial/multilinear.h"
#include "prover/sample_model.h"

namespace ogzk {
namespace {

using namespace testing;

struct Point {
  std::vector<Fr> S, r, k, u, weights;
  Point(const Key& key, std::mt19937_64& random)
      : S(sample::scalars(random, key.scalars_before_program() + key.program.size())),
        r(sample::scalars(random, key.nL)),
        k(sample::scalars(random, key.nK)),
        u(sample::scalars(random, key.nF)),
        weights(sample::scalars(random, key.claims())) {}
};

// The prover's table and the verifier's closed forms are one polynomial, strict extension included.
TEST(DenseOmega, IsWhatTheVerifierEvaluates) {
  std::mt19937_64 random(1);
  for (uint64_t seed = 0; seed < 30; ++seed) {
    const Model m = make_model(random_circuit(seed, 8));
    const Key& key = m.statement.key;
    const Point p(key, random);
    const auto omega = evaluate_terms(key, p.S, p.r, p.k, p.u, p.weights);
    for (size_t stack = 0; stack < kStacks; ++stack) {
      if (key.n[stack] == kAbsentStack) continue;
      std::vector<Fr> table = dense_omega(key, stack, p.S, p.r, p.k, p.weights);
      ASSERT_LE(table.size(), size_t{1} << key.n[stack]);
      table.resize(size_t{1} << key.nF);
      EXPECT_EQ(evaluate_multilinear<Fr>(table, p.u), omega[stack]) << seed << " " << stack;
    }
  }
}

std::vector<bool> support(const Key& key, size_t stack, size_t claim, const Point& p) {
  std::vector<Fr> only(key.claims());
  only[claim] = Fr::one();
  std::vector<bool> out;
  for (const Fr& v : dense_omega(key, stack, p.S, p.r, p.k, only)) out.push_back(!v.is_zero());
  out.resize(size_t{1} << key.n[stack]);
  return out;
}

// §5.4: the summed h and g are exactly the zero-checked ones; they are all of H that counts.
TEST(DenseOmega, TheSumIsOverWhatTheZeroCheckBinds) {
  std::mt19937_64 random(2);
  for (uint64_t seed = 0; seed < 30; ++seed) {
    const Model m = make_model(random_circuit(seed, 8));
    const Key& key = m.statement.key;
    const Point p(key, random);
    const size_t sum = key.first_b2_claim() + key.NB2;
    const std::vector<bool> summed = support(key, kStackH, sum, p), h = support(key, kStackH, 2, p),
                            g = support(key, kStackH, 0, p);
    for (size_t i = 0; i < summed.size(); ++i) {
      EXPECT_EQ(summed[i], h[i] || g[i]) << seed << " " << i;
      EXPECT_FALSE(h[i] && g[i]);
    }
    // every multiplicity is weighed where its g is
    const std::vector<bool> x = support(key, kStackX, 0, p);
    for (size_t i = 0; i < m.g.clamp_counts.size(); ++i)
      EXPECT_TRUE(x[m.g.clamp_counts.offset + i] && g[m.g.clamp_helper.offset + i]);
    for (size_t i = 0; i < m.g.domain.size(); ++i)
      EXPECT_TRUE(x[m.g.domain.offset + i] && h[m.g.lookup_helper.offset + i]);
  }
}

}  // namespace
}  // namespace ogzk
