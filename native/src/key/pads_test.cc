// SPDX-License-Identifier: Apache-2.0
#include "key/pads.h"

#include <gtest/gtest.h>

#include "key/sample_key.h"

namespace ogzk {
namespace {

struct Challenges {
  std::vector<Fr> taus, r, k, u;
  Fr xi;

  Challenges(const Key& key, uint64_t seed) {
    std::mt19937_64 random(seed);
    taus = sample::scalars(random, key.nL), r = sample::scalars(random, key.nL);
    k = sample::scalars(random, key.nK), u = sample::scalars(random, key.nF);
    xi = sample::scalar(random);
  }
};

// The verifier's A when every true message is 0 and only the pads of G remain: the recursions of §5.3, §6.1
// and §8.1 written out, pads taken in the order of §8.3. As all of it is linear, A_true = 0 = A + <Phi, G>.
Fr padded_A(const Key& key, const Challenges& c, const std::vector<Fr>& G) {
  size_t next = 0;
  const auto rounds = [&](const std::vector<Fr>& y, Fr A, bool cubic) {
    for (size_t i = 0; i < y.size(); ++i) {
      const Fr c0 = G.at(next++), c2 = G.at(next++);
      const Fr c3 = i == 0 && cubic ? G.at(next++) : Fr::zero();
      const Fr c1 = A - c0 - c0 - c2 - c3;
      A = c0 + c1 * y[i] + c2 * y[i] * y[i] + c3 * y[i] * y[i] * y[i];
    }
    return A;
  };

  Fr C1;
  for (size_t i = 0; i < c.r.size(); ++i) {
    for (uint64_t j = 1; j <= (i == 0 ? 3U : 2U); ++j) C1 += G.at(next++) * (c.r[i].pow_u64(j) - c.taus[i]);
  }
  const Fr A2 = rounds(c.k, Fr::zero(), key.NB2 > 0);
  const size_t first_s = key.KG() - key.NB1 - key.NB2;
  Fr C = C1 + c.xi * A2;
  for (size_t j = 0; j < key.NB1; ++j) {
    C += c.xi.pow_u64(2 + j) * G.at(first_s + j) * c.r[0] * (Fr::one() - c.r[0]);
  }
  for (size_t j = 0; j < key.NB2; ++j) {
    C += c.xi.pow_u64(size_t{2} + key.NB1 + key.NE1 + j) * G.at(first_s + key.NB1 + j) * c.k[0] * (Fr::one() - c.k[0]);
  }
  const Fr A = rounds(c.u, C, false);
  EXPECT_EQ(next, first_s);
  return A;
}

void expect_functional(const Key& key, uint64_t seed) {
  const Challenges c(key, seed);
  const auto phi = pad_functional(key, c.taus, c.r, c.k, c.u, c.xi);
  ASSERT_EQ(phi.size(), key.KG());
  for (size_t i = 0; i < key.KG(); ++i) {
    std::vector<Fr> G(key.KG());
    G[i] = Fr::one();
    EXPECT_EQ(phi[i], -padded_A(key, c, G)) << "pad " << i;
  }
}

TEST(Pads, TheFunctionalTakesBackWhatEachPadAdds) { expect_functional(sample::key(), 1); }

TEST(Pads, TheFunctionalHoldsWithoutS2) { expect_functional(sample::lookup_only_key(), 2); }

TEST(Pads, TheFunctionalHoldsForManyValues) {
  Key key = sample::key();
  key.NB1 = 3, key.NE1 = 2, key.NB2 = 5, key.nK = 1, key.nL = 1;
  expect_functional(key, 3);
}

TEST(Pads, NoPadIsWithoutEffect) {
  const Key key = sample::key();
  const Challenges c(key, 4);
  for (const Fr& coefficient : pad_functional(key, c.taus, c.r, c.k, c.u, c.xi)) EXPECT_FALSE(coefficient.is_zero());
}

}  // namespace
}  // namespace ogzk
